"""How much each signal counts, in log-odds: what it adds at its fullest to the sum that becomes the score.

Where the order comes from: on public records of mentoring and of advice, a shared community with recency, the skill and
its evidence carried most; then the network; then the response record, shrunk. The sizes are our choice within that
order, made so that a skill that fits outweighs any two other signals; they are not fitted to any data set.
"""

from __future__ import annotations

SKILL = 3.0
"""The asked skill at a fitting level. Below every other reason there must be something to teach."""

SHOWN = 1.2
"""Evidence over claims: shown, endorsed, taught with feedback; a bare claim adds nothing."""

COMMUNITY = 1.5
"""The strongest single signal on public mentoring records, when recent."""

LANGUAGE = 0.3
"""One common language is a condition; a second one is a comfort."""

HOURS = 1.0
"""Half of it for many common hours, half of it against for none."""

PLACES = 0.4
"""Spreads the load: of two alike, the one with more of their places free."""

KNOWS = 0.4
"""A direct tie makes both asking and accepting likelier."""

CONTACTS = 0.6
"""Common neighbours, with diminishing returns."""

RESPONSE = 1.5
"""Reaches +0.6 for somebody who accepts all of many requests and -0.9 for somebody who answers none of many."""

ACTIVE = 0.4
"""Who was here lately will read the request."""

BASE = 3.0
"""What is taken off the sum: the asked skill at a fitting level, and nothing else known, scores one half."""

SOLE_SKILL_SHARE = 0.6
"""Of several asked skills, the share that the best match decides alone; the rest is the mean over all of them."""

NEIGHBOURLY_YEARS_DECAY = 0.7
"""exp(-0.7 per year) since both are in a community: the rate that served best on a multi-year mentoring record."""

COMMUNITY_FLOOR = 0.2
"""What an old but lasting membership keeps of a fresh one."""

ENOUGH_EVIDENCE = 60.0
"""Worth so many fresh claims (twelve recent mentorships): evidence beyond adds nothing more."""

USUAL_HOURS = 2.0
"""Common hours a week that speak neither for nor against; unknown hours count the same."""

USUAL_RESPONSE = 0.6
"""Mean of the shares answered and accepted that a newcomer is taken to have."""

RESPONSE_PRIOR = 4.0
"""As if so many requests had met the usual response (Bayesian shrinkage)."""

HALF_CONTACTS = 3.0
"""So many common contacts are worth half of any number."""

ACTIVE_HALF_LIFE_DAYS = 30.0
