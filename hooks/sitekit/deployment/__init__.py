"""What a deployment needs beside the build.

`check_formats` writes problems as GitHub Actions and programs read them; `built_site` reads a built
site's addresses, which `changes` compares; `smoke` asks the live site for what was built;
`indexnow` tells search engines what changed. It may import everything but `mkdocs_adapter`.
"""
