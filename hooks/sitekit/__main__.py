"""`python -m sitekit` is the command `sitekit`."""

from sitekit.cli import main

main()
