"""The console command `luwte`: one file a command. Heavy rooms are imported when a command runs, not before."""
