"""The site's content and pages as plain values: text in, pages out, no MkDocs needed."""
