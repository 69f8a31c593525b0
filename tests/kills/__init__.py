"""Kills: commands that are killed at random moments, and what the next build makes of it.

`victim` runs a command that kills itself at one of its changes of files. `world` is a small site,
with a remote repository and a blog to import, in states that are known. `commands` are the commands
that are killed; `rounds` kills them and looks at what they leave. Start reading with `rounds`.
"""
