"""A search engine refreshes what it still shows of a page that changed."""
