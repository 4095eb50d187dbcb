"""What is decided outside the code: settings from the environment, and the definitions in the folders beside this file."""
