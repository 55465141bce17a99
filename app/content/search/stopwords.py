"""Words so frequent that a search goes by the others beside them."""

from app.content.search.words import fold

_LISTS = {
    "en": """
        a about after all also am an and any are aren as at be because been before being between but by can could
        couldn d did didn do does doesn doing don down during each few for from further had hadn has hasn have haven
        having he her here hers him his how i if in into is isn it its itself just ll m me more most my no nor not of
        off on once only or other our ours out over own re s same she should shouldn so some such t than that the
        their theirs them then there these they this those through to too under until up ve very was wasn we were
        weren what when where which while who whom why will with would wouldn you your yours
    """,
    "el": """
        ο η το οι τα του της των τον την τους τις ένας ένα μια μία ενός μιας και κι ή να θα δεν δε μη μην με σε από για
        προς στο στη στην στον στα στους στις στων κατά μετά χωρίς ως όπως που πως πώς ποιος ποια ποιο τι είναι ήταν
        είμαι είσαι είμαστε είστε έχω έχει έχουν έχουμε εγώ εσύ αυτός αυτή αυτό αυτοί αυτές αυτά μου σου μας σας τότε
        όταν αν εάν αλλά όμως γιατί επειδή ότι ώστε όχι ναι πολύ πιο κάθε
    """,
    "bg": """
        а ако ала бе без би бил била били било беше бих бяха в вас ваш все ви във всеки всички всичко г да дали до
        докато е едва един една едно за защо и из или им има ѝ как като както какво когато когото кой коя кое които
        която което кои към ли между ме мен ми много може моя на над нас наш не нея ни ние но него някой някои о от
        по под при с са само се си след съм със сме сте също т такава такъв там тази тези това този той тя те ти то
        тях у че чрез ще щом я
    """,
    "pl": """
        a aby ale albo ani az bardzo bez bo by byc być był była było były będzie będą co czy dla do gdy gdzie go i ich
        ile im ja jak jako je jego jej jest jestem jeszcze jeśli jeżeli już każdy kiedy kto która które którego której
        którzy który lub ma mają mi mnie może my na nad nam nas nasz nie nich niego niej nim niż o od on ona one oni
        ono oraz po pod przed przez przy sa są się sobie swoje swój ta tak także tam te tego tej ten to też tu ty tych
        tylko tym u w was wasz we więc wy z za ze że żeby
    """,
    "ro": """
        a ai al ale am ar are aș așa au avea aveți avem ca că cât câte care cărei căror ce cei cel cele celor cine cu
        cum da dacă dar de decât deci despre din după e ea ei el ele era este eu există fi fie fiecare fiind fost i îi
        îl în încă într întru își îți l la le li lor lui m mai mă mi mult ne ni nici noi nostru noștri nu o or ori pe
        pentru peste prin s sa sau să săi său se și sunt suntem sunteți spre t ta te ți tot tu un una unde unei unor
        unui va vă voastre voi vom vor vostru
    """,
}
_STOP_WORDS = {language: frozenset(fold(word) for word in text.split()) for language, text in _LISTS.items()}


def stop_words(language: str) -> frozenset[str]:
    """The folded stop words of a language; none for one that isn't known."""
    return _STOP_WORDS.get(language.partition("-")[0], frozenset())
