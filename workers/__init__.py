"""What moves luwte: the clock takes what is due from the diary, and an actor does it. One actor a file, each of one shape:
load, compute, save. A message carries a diary line and nothing else; losing every message costs a minute.
"""
