"""The story that the demo plays: its stage (processes), its people (who click on real pages), and what came of it."""
