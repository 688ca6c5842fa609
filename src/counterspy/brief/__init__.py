"""The register becomes a page for a reader: HTML to read, print and pass on, or Markdown.

Goes in: incidents with their claims and the documents the quotes stand in. Comes out: one self-contained text. It reads
`model` and `vocabulary` and what it is handed; it asks no ledger, loads nothing from elsewhere, and whatever a document
says stays inert text.
"""

from counterspy.brief.content import Content
from counterspy.brief.html import write_html
from counterspy.brief.markdown import write_markdown

__all__ = ["Content", "write_html", "write_markdown"]
