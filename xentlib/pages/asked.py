def question_html(i, q):
    return ""


def card_html(i):
    return ""


item_html = question_html
results_html = card_html
