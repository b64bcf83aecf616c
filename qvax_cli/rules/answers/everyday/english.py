"""What people write beside a yes or a no in English: how they come, what keeps them, where they are."""

from qvax_cli.rules.answers.everyday.towns import TOWNS

_KIN = """\
(my|our) (son|daughter|husband|wife|kid|kids|child|children|grandson|granddaughter|grandchildren|grandkids|mother|\
father|\
mum|dad|parents|sister|brother|neighbour|neighbor|friend|friends|partner|in laws)"""
_CHILDREN = "(the|my|our) (kids|children|grandkids|grandchildren|twins|little ones|baby|boys|girls|grandson|\
granddaughter)"
_WHERE = f"""\
at (work|the office|school|the cinema|the theatre|the seaside|the coast|the beach|the gym|the dentist|the hairdresser|\
the \
shops|the airport|dinner|home with {_CHILDREN}|choir|football|rehearsal|the match|my desk)|at a (party|funeral|wedding|\
restaurant|concert|meeting|match|birthday)|at {_KIN} s|on (holiday|holidays|vacation|leave|a trip|duty|call|shift|\
nights|\
lates|a train|the train|a bus|the bus|the road|a course)|in (a meeting|class|traffic|bed|town|france|spain|italy|\
germany|\
holland|the netherlands|the ardennes|england|the uk|ireland|portugal)|(in|near|to|over in|up in|down in|on a train to|\
on \
the train to|on my way to) ({TOWNS})|abroad|out of town|miles away|away|with (friends|family|{_KIN})"""
_UNTIL = "(until|till|til) (ELSE|TIME|late|next week|the weekend|at least ELSE)"
_PLANS = f"""\
[a|an|my|another|some] [important|family|work|prior|previous] (dinner|party|birthday|funeral|wedding|meeting|class|\
course|\
rehearsal|exam|match|game|flight|train|bus|appointment|engagement|commitment|plans|visitors|guests|company|people over|\
family over|friends over|choir|yoga|shift|late shift|night shift|deadline|concert|practice|band practice) [on|\
to catch|at the dentist|\
at the hairdresser|with {_KIN}|at school|coming over|round|over]"""
PHRASES = {
    "yes": """
        (ya|yess|yup|yeah) [sure|please|thanks]
        yes (ok|okay|please|that s grand|grand|i do|for sure|definitely|absolutely|of course|with pleasure|lovely)
    """,
    "no": """
        (i m|i am|im) afraid (it s a no|i have to say no|i must say no|i ll have to say no|i have to decline|\
            i must decline)
        (i|we) (have to|ll have to|must|will have to|need to) (say no|pass|decline|turn it down) [this time|on this|\
            DAY|on \
            this one]
        [i ll] pass this time
        (no can do|no go|no chance)
        (i|we) must decline [with regret]
    """,
    "coming": """
        (i|we) can (do|make) [it] [at|by|around|for] TIME
        (i|we) (can|could|will|ll) be there (within|in) [about] SOON
        (i|we) (m|am|are|re) (pleased|happy|glad|delighted) to accept [your|the|this] [offer|invitation|dose]
        (and|i) [will|ll] be there (at|by|around|for) TIME
        (i|we) (m|am|are|re) (free|available) [DAY] and (can|will|ll) (come|be there) [DAY|at TIME]
        i come (directly|now|right away|immediately|straight away|by bike|by car)
        (i|we) (d|would) love (it|one|the jab|the dose|to have it)
    """,
    "on_way": f"""
        (i|we) (ll|will|m|am) [just|now] (hop|hopping|jump|jumping|get|getting) (on|in|into) (my|the) (bike|car|bus|\
            train|tram|\
            scooter)
        {_KIN} (drives|brings|is driving|is bringing|will drive|can drive|is dropping|drops) me [over|there|off|now]
        (getting|grabbing|putting on|fetching) my (coat|shoes|jacket|keys|bag|bike) [on|now]
        [i ll|i will|will] be (right over|right there|there in a bit|over in a bit|over in SOON|there in SOON|on my way)
        on my way [now|in SOON|shortly|in five|in ten|in a minute|as we speak]
        (on it|leaving) (now|right now|this minute|straight away|in SOON|in five)
        [i m|i am|im] just finishing (dinner|work|up|tea|supper|lunch) then (i m off|i m coming|i m on my way|i ll come)
    """,
    "glad": """
        (that s|it s|thats|its) (grand|great|lovely|perfect|brilliant|super|sorted)
        (grand|smashing|sorted|lovely|magic|sure thing|no bother|happy days|deadly|champion|thank god)
        (i m|i am|im) only SOON (away|down the road|up the road|from there|from you)
        ok for me
        happy to (take it|come|accept|be there|have it)
        (i m|i am|im) (nearby|close by|around the corner|just down the road|in the area) [actually|anyway]
        i live (two|a few|three|a couple of) (streets|doors|minutes) away
    """,
    "not_coming": """
        (can t|cant|cannot) (tonight|DAY|make it|do DAY|do it|get away|leave) [DAY|from work|right now]
        [it s|it is|that s|that is|its] (not possible|impossible) (for me|DAY) [DAY|for me]
        (i m|i am|im|we re|we are) (not able|unable) to (get there|be there|come|make it|get away) [in time|DAY|\
            on time|from \
            work|at such short notice]
        (i|we) won t (make|manage) [it] [in time|DAY|on time]
        not DAY
        (i|we) (won t|will not) be able to (come|make it|attend|be there) [DAY]
    """,
    "excuse": f"""
        with (regret|regrets)
        [and|as|because|since] [i|we] [m|am|are|re|im|will be] [still|already|currently|stuck|away|out|DAY|\
            all] [stuck] \
            ({_WHERE}) [{_WHERE}] [{_UNTIL}|DAY|all evening|all week|this week|at the moment|right now]
        [and|as|because|since] [i|we|i ve|we ve] (have|got|ve got|had|have got|ve) [already|DAY] ({_PLANS}) [DAY|\
            {_UNTIL}|at \
            ELSE]
        [because|as] [i|we] (have|ve|ve got|got) (no one|nobody|noone) to (mind|watch|look after|\
            sit with) {_CHILDREN} [DAY]
        [i m|i am|im] (minding|looking after|babysitting|home with|alone with|collecting|picking up) {_CHILDREN} [DAY|\
            from \
            school|from creche|from training]
        [as|because] (my|our|the) car (is|s) (in the garage|at the garage|broken|broken down|being fixed|off the road)
        [i m|i am|im] working [DAY] (late|nights|lates|all evening|{_UNTIL})
        [i|we] (have|got|ve got) no (car|transport|babysitter|lift|sitter|childcare) [DAY]
        [it s|that s|it is|its] [a bit|much|way|far] too (far|late|short notice|soon|last minute|tight) [for me|DAY]
        [i|we] live (in|near|too far|far|over in|out in) [{TOWNS}|away]
        [please] (offer|give|pass) it [on] to (a|an|some|somebody|someone) (younger|older|other|else) [person|one]
        (maybe|perhaps) (next|another) time
        (next|another) time [maybe|perhaps|please|hopefully]
        (thank you|thanks) though
        [i m|i am|im|we re|we are] [just|still|already|DAY] (moving house|moving home|cooking for (guests|friends|\
            family|visitors)|cooking|having dinner|having people over|\
            eating|driving|travelling|packing|painting|about to board a plane|boarding a plane|about to board|\
            about to eat|\
            babysitting|in the middle of dinner|in the middle of a move) [with friends|with family|with {_KIN}|DAY]
        it s {_KIN} s (birthday|party|wedding|graduation) [DAY]
        [and|as] (the|my) (baby|kids|children|little one) (is|are) (asleep|sleeping|in bed) [already]
        [and] (i m|i am|im) (alone|on my own) [at home|here]
        no (transport|car|bus|buses|babysitter|sitter|childcare|lift) [DAY|at this hour|at this time]
        [i m|i am|im] (up|down|over|out) in ({TOWNS}) [DAY|for the day|for the evening|for the week]
        [and] ({_PLANS}) [DAY]
        [it s|that s|it is] [a bit|far|much] too late in the (evening|day) [for me]
        [i] (can t|cannot|cant) leave (my|the|our) (kids|children|baby|dog) [alone|on their own]
    """,
}
