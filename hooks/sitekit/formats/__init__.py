"""The output formats for programs: feeds, sitemap, robots.txt, llms.txt, Markdown versions."""
