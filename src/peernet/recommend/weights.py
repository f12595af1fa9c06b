"""How much each signal counts, in log-odds: what it adds at its fullest to the side it speaks for.

First the asker's side, then, as ACCEPT_*, the mentor's; two_sided.py joins them.

Where the order comes from: on public records of mentoring and of advice, a shared community with recency, the skill and
its evidence carried most; then the network; then the response record, shrunk. The sizes are our choice within that
order for what a member can see of another; those of evidence and records were looked for on public records, as each
says.
"""

from __future__ import annotations

SKILL = 3.0
"""The asked skill at a fitting level. Below every other reason there must be something to teach."""

EVIDENCE = 10.0
"""Evidence against expectation (evidence.py), in log-odds; so much at most. One set of sizes serves all
records: on parts held back of their training parts they lie on a plateau, and within it those were taken that did best
on what really happened, which had been looked at. So expect a little less elsewhere."""

EVIDENCE_SHRINKAGE = 5.0
"""As if everybody had shown so many fresh answers of everything, above expectation or not (r). A tenth of it loses a
tenth of the quality; twice or half of it, nothing that can be told: held-back parts do not decide between 5 and 6."""

NEAR_EVIDENCE = 0.4
"""What has been shown of a skill that the same people know, times its closeness, beside the asked skill itself."""

NEAR_EXPECTED = 0.5
"""How much of what is shown of neighbours is expected, too: in between is better than all and than nothing."""

MANY_SKILLS = 0.25
"""Evidence in n asked skills is summed and divided by n to this power: they are not independent."""

BROAD = 0.7
"""Times ln(1 + skills shown). Without it, thin evidence ranks noise: a fifth of the quality where evidence is sparse.
The number of skills serves better than the sum of all evidence, which a few busy people have nearly all of."""

MOST_BROAD = 1000
"""Skills beyond which more do not count."""

MENTORED = 8.0
"""Mentorships in the asked community against expectation (track_record.py), in log-odds; so much at most."""

MENTORED_SHRINKAGE = 0.01
"""Somebody who has mentored in a community is told apart sharply from all who never have."""

MENTORED_SHARE = 0.005
"""Of all that somebody has mentored, what is expected to fall to the one community that is asked about."""

MENTORED_DECAY = 0.5
"""exp(-0.5 per year): what a mentorship in the community keeps of its weight."""

JOINED = 0.1
"""A fresh membership without any mentorship, beside ln(2) = 0.69 for a fresh mentorship."""

GOAL = 2.5
"""Times ln(1 + likeness / GOAL_HALF) of the asked goal to those mentored before: a tenth of all that is found."""

GOAL_HALF = 0.2
"""From no likeness to this one says as much as from this one to three times as much: the first words in common say
most. This form, and rarity squared with pieces of four letters (texts.py), were chosen on the two years
before, each asked for the other; what really happened had been looked at beside."""

GOAL_DECAY = 0.4
"""exp(-0.4 per year): what the likeness to an old goal keeps."""

COMMUNITY = 1.5
"""The strongest single signal on public mentoring records, when recent."""

LANGUAGE = 0.3
"""One common language is a condition; a second one is a comfort."""

HOURS = 1.0
"""Half of it for many common hours, half of it against for none."""

KNOWS = 0.8
"""Whom one knows is asked more easily: above any number of common contacts, which count only where there is no tie."""

CONTACTS = 0.6
"""Common neighbours, with diminishing returns."""

BASE = 4.0
"""What is taken off the asker's side: whoever offers the asked skill at a fitting level, and nothing else is known,
would be asked by one in four. Members ask less often; but the soft minimum heeds both sides only where they are on one
scale, and with a larger base it forgets the mentor's."""

ASKED_PRIOR = 2.0
"""A member is taken to ask as often as before, as if they and everybody had asked so many times more (shrinkage)."""

USUAL_ASKED = 2.0
"""Requests that a member has usually made; one who has made (more, fewer) asks that much (more, less) readily."""

MENTORED_MENTORS = 0.8
"""Those who taught one's own mentors: on a public record of who asks whom for advice, the next one is found along such
paths more often than among those whom one's friends ask."""

HALF_PATHS = 1.5
"""Paths through mentors, each less for a mentor who has had many, that are worth half of any number."""

SOLE_SKILL_SHARE = 0.6
"""Of several asked skills, the share that the best match decides alone; the rest is the mean over all of them."""

NEIGHBOURLY_YEARS_DECAY = 0.7
"""exp(-0.7 per year) since both are in a community: the rate that served best on a multi-year mentoring record."""

COMMUNITY_FLOOR = 0.2
"""What an old but lasting membership keeps of a fresh one."""

USUAL_HOURS = 2.0
"""Common hours a week that speak neither for nor against; unknown hours count the same."""

USUAL_RESPONSE = 0.6
"""Mean of the shares answered and accepted that a newcomer is taken to have where nobody's is known."""

RESPONSE_PRIOR = 4.0
"""As if so many requests had met the usual response (Bayesian shrinkage)."""

HALF_CONTACTS = 3.0
"""So many common contacts are worth half of any number."""

ACTIVE_HALF_LIFE_DAYS = 30.0

# The mentor's side: what a signal adds, at its fullest, to the log-odds that the mentor would accept. Order and sizes
# are our choice, as above: the record first, then what decides whether a request is read and welcome.

ACCEPT_RESPONSE = 4.0
"""About 1 / (u (1 - u)) at the usual response u, which turns a difference of shares into one of log-odds: +1.6 for
somebody who accepts all of many requests, -2.4 for somebody who answers none of many."""

ACCEPT_SKILL = 0.8
"""Mentors like to be asked for what they offer, by those one or two levels below."""

ACCEPT_ACTIVE = 1.2
"""Who was here lately will read the request."""

ACCEPT_PLACES = 0.6
"""Who has most of their places free still looks for somebody."""

ACCEPT_COMMUNITY = 0.6
"""Members of one's own community are refused less."""

ACCEPT_KNOWS = 0.6
"""So are people whom one knows."""

ACCEPT_CONTACTS = 0.3
"""So are, a little, those who know the same people."""

ACCEPT_HOURS = 0.8
"""Without common hours, nothing can come of it."""

ACCEPT_LANGUAGE = 0.1

ACCEPT_BASE = 1.7
"""What is taken off the mentor's side: the asked skill fits, half of the places are free, they were here this month,
and nothing else is known: then they accept as the average does."""

USUAL_ACCEPTED = 0.55
"""Share of requests accepted where nobody's record is known."""

USUAL_PRIOR = 20.0
"""As if so many requests to the candidates at hand had met the usual response."""
