"""Weighs whether a page is about somebody enrolled, and says why.

    weights = Weights.of(mapping)                    # config/matching.yml, read by the shell
    index = Index(read_population(directory), weights)
    index.add(profile); index.remove(profile_id)     # either without touching anybody else's entries
    page = read_page(body, media_type, content_type_header)      # BadInput for what cannot be read
    findings = find(index, page, place, weak=False, record=False, today=None)
    text = excerpt(page, findings[0])

`find` gives at most one `domain.finding.Finding` for a profile on a page, its best. A mention that is one listing about one
person (`Mention.record`) is read with `read_page(mention.markup, mention.media_type)` and found with `record=True`.
Signals count characters of `page.text`, the visible text that `matchers.text` defines.

    calibration = fit((score, confirmed), …)         # from reviewed findings; index.weights = replace(weights, calibration=…)
"""

from matchers.calibration import Calibration, expected_error, fit, unseen_error
from matchers.find import excerpt, find
from matchers.forms import shown_forms
from matchers.index import Index, in_bulk
from matchers.population import Population, read_population
from matchers.text import Page, read_page
from matchers.weights import Weights

__all__ = [
    "Calibration",
    "Index",
    "Page",
    "Population",
    "Weights",
    "excerpt",
    "expected_error",
    "find",
    "fit",
    "in_bulk",
    "read_page",
    "read_population",
    "shown_forms",
    "unseen_error",
]
