"""Texts of posts."""

from __future__ import annotations

POST = """---
title: {title}
description: A description that is long enough to be shown in full by search engines.
date: {date}
tags: [{tags}]
{more}---
{body}
"""


def post(title="A post", date="2026-05-01", tags="cpp", more="", body="Words."):
    return POST.format(title=title, date=date, tags=tags, more=more, body=body)
