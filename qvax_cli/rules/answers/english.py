"""The phrases of answers in English: folded, and an apostrophe is a space."""

PHRASES = {
    "yes": """
        [it s|that s|it is|that is] [a] [big|definite|resounding|huge|firm] (yes|yep|yeah|yup|yes yes|yess|aye|yea|\
            yeh|yse|eys)
        (oh|ah|well|and|of course|why) (yes|yeah)
        yes (indeed|please|thanks|sure|hello|hi|ok)
        (i|we) [gladly|happily|hereby] accept [gladly|with pleasure|happily] [the|your|this] [dose|offer|invitation|\
            vaccine|appointment|shot] [gladly|with pleasure]
        [it s|its|that s] [a] [big|definite] yes from (me|us)
    """,
    "no": """
        [it s|that s|it is|that is] [a] (no|nope|no no|nah)
        (oh|ah|well) no
        (i|we) [must|have to|regretfully|will] decline [the|your|this] [dose|offer|invitation|appointment]
        [it s|its|that s] [a] [definite] no from (me|us)
    """,
    "coming": """
        (i|we) [will|ll|can|would like to|d like to|d love to|would love to|am happy to|m happy to|shall|am able to|\
            m able to|would be happy to] [definitely|certainly|gladly|surely|happily] (come|be there|make it|attend|\
            be here|be present|take it|take the dose|do it|do that) [DAY]
        (ill|we ll|i ll|il) [definitely] (be there|come|be here|be present|take it)
        (i|we) (can|will) [DAY]
        (i|we) (m|am|are|re) [definitely] (coming|able to come|available|free|free to come|attending|in) [DAY|for DAY]
        PERSON (is coming|will come|will be there|can come|is on her way|is on his way|accepts)
        im (coming|available|free|able to come) [DAY]
        DAY (i can come|i will come|i ll come)
        (i|we) (d|would) (love|like) (to|to come|that)
        (will be there|will come|can make it|count me in|sign me up)
        (you can) count on me
        (i|we) (m|am|are|re) (still|definitely|certainly|quite|free and) (available|free|interested|up for it|in|\
            coming) [DAY]
        (i|we) (can|will|ll) (be there|make it|come|get there|arrive|be with you) [at|by|around|in|within|before] \
            (TIME|SOON)
        i (ll|will) (take|have) (it|the dose|the jab|the vaccine|that) [with pleasure|gladly|please]
        i (ll|will) (make myself free|come over|pop over|come along|drive over|walk over|cycle over)
        (i|we) [ll|will|m|am|are] (come|be there|coming|get there) (as soon as possible|asap|as soon as i can|as \
            quickly as i can|as fast as i can)
        (i|we) (ll|will) do (that|it|so)
        (i|we) (d|would) be (delighted|happy|glad|pleased|thrilled|honoured) to (come|accept|take it|be there)
        (i|we) (ll|will) be (at|in) the (centre|center) [at|by|around|before] TIME
    """,
    "on_way": """
        (i|we) (m|am|are|re|will be) [already|now|just] (on my way|on our way|on the way|en route|leaving|setting \
            off|heading over|heading there|heading out|in the car|nearly there|almost there) [now|already|right now|\
            right away|immediately|straight away]
        (omw|im on my way|im leaving|on my way|on our way|on the way|en route) [now]
        (i|we) [will|ll] (leave|set off|come|go|be there|be right there|come over|head over|come right over) (now|\
            right now|right away|immediately|straight away|at once|shortly|soon|over now)
        (coming|leaving|heading over|setting off) (now|right now|right away|immediately|straight away|over|at once)
        i (ll|will) be right there
        (putting|getting) my (coat|shoes) on
        jumping in the car [now]
        getting in the car [now]
        [i m|i am|we re|we are|just] (leaving|setting off from) [the|my] (house|home|work|office|now) [now|right now|\
            right away|this minute]
        (my|a|our) (son|daughter|husband|wife|partner|neighbour|neighbor|sister|brother|friend|grandson|\
            granddaughter|father|mother|son in law|daughter in law) (is|will be|will|ll|can) (driving|taking|\
            bringing|dropping|drive|take|bring|drop|giving|give) me [a lift|there|over|off]
        (i|we) (ll|will|can|m|am) (come|coming|be coming) (by|on) (bike|car|foot|bus|train|taxi|bicycle)
        (i|we) (m|am|are|re) [already|nearly|almost|just] (outside|at the door|in the car park|around the corner|at \
            the entrance)
        (i|we) (m|am|are|re|will|ll) [just|now] (leaving|leave) (the house|home|work|the office|my house) [now|right \
            now]
        (i|we) (m|am|are|re) [just|now] (getting ready|getting dressed|getting my coat|putting on my coat|about to \
            leave|driving over|walking over|cycling over|getting in the car) [now]
        (i|we) (m|am|are|re) (hurrying|rushing|running|hurrying over|rushing over)
        (i|we) (m|am|are|re|will|ll) (taking|take) (my|the|our) (bike|car|bus|train|bicycle|scooter)
    """,
    "now": """
        (now|right now|right away|immediately|straight away|at once|be right there)
    """,
    "glad": """
        (can come|be there|will do|coming|available|free|i can|can do|happy to come|happy to) [DAY|for DAY]
        (with|my) pleasure
        [absolutely|certainly] (no|not a|not any|without) (problem|problems|worries|doubt|trouble|bother|issue)
        [most] (sure|surely|of course|ofcourse|certainly|absolutely|definitely|naturally|gladly|indeed|for sure|\
            definetly|defo|totally)
        (great|perfect|wonderful|excellent|fantastic|brilliant|super|lovely|cool|awesome|amazing|good|very good|fine|\
            hooray|hurray|yay|wow|splendid|marvellous|finally|terrific) [news]
        [that s|that is|it s|thats|what|such] [a] (great|perfect|wonderful|excellent|fantastic|brilliant|super|\
            lovely|good|fine|ok|very kind|amazing|awesome) [news|surprise|with me|for me]
        (ok|okay|oke|alright|all right|understood|noted|agreed|deal|fine by me|ok for me|okay for me|sounds good|\
            sounds great|works for me|that works|that works for me|suits me|that suits me|it works for me|good for \
            me|fine with me|will do|roger)
        DAY (is|works|suits me|sounds) [fine|good|great|perfect|ok|okay|no problem] [for me|with me|by me]
        (i am|i m|im) [very|still|so|really] (happy|glad|interested|keen|delighted|grateful|ready|pleased|thrilled)
        still interested
        i (ll|will) be (on time|there on time)
        [i|we|hereby] [hereby|can|would like to] confirm [my|the|our|that] [attendance|appointment|presence|visit|\
            arrival|booking|slot]
        confirmed
        that (will|would) be (fine|great|perfect|lovely|ok)
        (that|it) works [well|fine|great|perfectly] [for me]
        (very|so|really) (happy|glad|pleased|grateful) (about this|about that|to hear this|to hear that|to come|to \
            hear from you)
        (great|good|fantastic|wonderful|lovely) to hear [from you]
        (i|we) (live|am|m|are) [only|just] SOON (away|from there|from you|from the centre|by car|walk away|drive away)
        (as soon as possible|asap)
        what luck
        (with|much) [great] (joy|pleasure|delight)
        (i|we) (d|would) like (the dose|the vaccine|the jab|to have it|it) [very much|please]
        (put|sign|count|book|pencil) me (down|in|up) [for it|for DAY|please]
        (i|we) (d|would) be (delighted|happy|glad|pleased|thrilled|honoured)
        (i|we) agree
        (i|we) can come (right away|now|immediately)
        can come (right away|now|immediately)
    """,
    "received": """
        [message|well] (received|got it|got your message|received your message)
        (i|we) (got|received|have received|have got|ve got) (your|the) (message|mail|email|text|sms)
    """,
    "not_coming": """
        [unfortunately|sorry] (i|we) [unfortunately] (can t|cant|cannot|can not|won t|wont|will not|couldn t) \
            [unfortunately] [come|make it|be there|attend|do it|do DAY|make DAY|get there|be able to come|be able to \
            make it] [DAY|today|this time] [unfortunately]
        (can t|cant|cannot) (come|make it|attend|be there) [DAY|this time]
        (i|we) (m|am|are|re) [unfortunately|afraid i m|afraid] (not coming|not available|not free|not able to come|\
            unable to come|unable to make it|unable to attend|unavailable|not at home|not home|not in town|not \
            around|not in the area|out of town|away) [DAY|this time]
        im (not coming|not available|not free|unable to come|not at home|not home|away|not around)
        unfortunately not
        DAY (i can t|i cannot|i cant) [come|make it]
        PERSON (can t|cannot) (come|make it|attend|be there) [DAY]
        i m afraid (not|i can t|i cannot|i can t come|i cannot come|i can t make it)
        (i|we) (can t|cant|cannot|can not|won t|wont|will not|couldn t|could not) (get there|make it|be there|come|\
            get away|leave|manage|manage it|manage that) [in time|on time|DAY|from work|that quickly|so quickly|at \
            such short notice]
        (not able|unable) to (come|make it|attend|be there) [DAY]
        (i|we) (can t|cant|cannot|can not) (get away|get out|leave work|leave the house|get off work|get away from \
            work|leave) [DAY]
        (i m|i am|im|we re) not (there|here|around|home|in the country) [DAY]
    """,
    "sorry": """
        [i m|i am|so|very|really|i m very|i m so|i am very|my|many|im] (sorry|apologies|afraid so)
        (sry|unfortunately|sadly|regrettably|apologies|pity|what a pity|too bad|what a shame|regretfully|excuse me|\
            alas)
        (thanks|thank you) (anyway|all the same|though|nonetheless)
        but (thanks|thank you|many thanks) [anyway|for asking|very much|for the offer|for thinking of me]
        [i m|i am|im] [so|very] sorry but
    """,
    "day": """
        [on|for|see you|until|till|this] DAY [then]
    """,
    "at": """
        [at|around|about|by|for|before|approximately|exactly|approx|see you|see you at|see you around|see you by] \
            TIME [sharp|exactly|or so|at the latest|then]
        between TIME and TIME
        from TIME to TIME
        [in] [about|around|approximately] SOON [max|at most|at the latest|from now|or so]
        (there|here|be there) (at|by|around|in) (TIME|SOON)
        (there|here) SOON
        [see you|c u|cu] [in] SOON
        SOON (away|drive)
    """,
    "polite": """
        (hello|hi|hey|good evening|good afternoon|good morning|good day|dear|greetings|hiya) [all|everyone|everybody|\
            there|team|again|to all|to you all|folks]
        [dear|hello|hi|good evening|good afternoon] (sir|madam|sir or madam|sir madam|sirs|team|doctor|all|dr|\
            everyone|colleague|colleagues|mr|mrs|ms|miss|sir and madam|vaccination team|vaccination centre|centre|\
            center)
        [many|very many|a thousand|million|a million|huge|big|so many|1000|and|thx|with] (thanks|thank you|thankyou|\
            thank u|thx|ty|tx|cheers|ta|thnx|tks|tnx) [so|very|a|ever so] [very much|much|a lot|a million|indeed|\
            again|everyone|all|to all|to everyone|in advance|team|to you all|to the team|to the whole team|kindly|\
            lot|so much]
        [many] (thanks|thank you) [very much|so much|a lot] for (thinking of me|your message|the message|your offer|\
            the offer|the invitation|your invitation|everything|your help|the opportunity|this opportunity|letting \
            me know|contacting me|all you do|your work|your hard work|the news|the good news|asking|the dose|the \
            vaccine|your email|the email|your mail|the mail|the text|your text|your time|all your work|all your hard \
            work|offering|the chance|inviting me|getting in touch|reaching out|your kindness|this|that|the quick \
            response|the info|the information|the notice|the heads up)
        (please|pls|plz|kindly|if you please)
        [see|c] (you|ya|u) [all] (soon|later|then|shortly|in a bit|there|in a minute|in a moment|at the centre|very \
            soon|in a while)
        (talk|speak) soon
        (goodbye|bye|bye bye|bye now|good night|take care|ttyl|farewell|until then|till then)
        [i wish you|and|we wish you] [have|wishing you|enjoy] [a|your|the] (good|nice|great|lovely|pleasant|\
            wonderful) [rest of the|rest of your] (evening|day|night|afternoon|weekend|week|one)
        [keep up|keep up the] (good work|great work|stay safe|good luck|all the best)
        (stay safe|good luck|all the best|well done)
        [with|my|our] [kind|best|warm|warmest|kindest|sincere|very best|many] (regards|wishes|greetings)
        (yours sincerely|yours faithfully|yours truly|sincerely|sincerely yours|yours|best|cheers|regards|\
            respectfully|br|kr|rgds|love|xx|xxx|x)
        [here is|this is] [my|our|the] (answer|reply|response) [is] [that s]
        (answer|reply|response|i say|in reply to your message|in answer to your message|regarding your message|i \
            answer|we say|subject|re your message)
        (and|so|then|well|for me|from me|from my side|as for me|therefore|oh)
        [with|my|the|your|reference] (code|ref) [is|number] [CODE]
        CODE
        [my name is|i am|i m|this is|name|from|signed|on behalf of|its|it s] NAME
        for PERSON
        [mr|mrs|ms|miss|dr|the] NAME [family]
        [to|in|at|near|over to] PLACE
        (to|at|in) (the|your) (centre|center|vaccination centre|vaccination center|vaccine centre) [in PLACE|PLACE]
        (vaccine|vaccination|dose|shot|jab|invitation|appointment|covid|the dose|the vaccine|reserve list|covid \
            vaccine) [covid]
        (for|regarding|about) (the|my|your|this) (vaccine|dose|vaccination|appointment|shot|jab|invitation|offer|\
            message)
        no subject
        i live (nearby|close by|around the corner|next door|in PLACE|just around the corner)
        with my (id|id card|identity card|card|mask)
        i (ll|will) bring my (id|id card|card|mask)
        (by car|on foot|by bike|by bus|by train)
        this time
        (very|so|really|how|that s|that s very|you re|you are) (kind|kind of you|very kind|nice of you)
        i (ll|will) (bring|have|take) my (id|id card|identity card|card|mask|papers|passport) [with me|along]
        sent from my (iphone|ipad|phone|mobile|samsung|smartphone)
        [and] [thanks|thank you|many thanks] [so much|very much] for (thinking of me|thinking of us|asking me|\
            calling me|contacting me|the message|letting me know|remembering me)
        (good luck|all the best) [with the rest|to you all|to the team|finding somebody]
        (doctor|sir|madam)
    """,
    "leave": """
        [and|but] [please|could you|can you|kindly] (remove|delete|take|strike|erase|unsubscribe) (me|my name|my \
            data|my details|my number|my email|my address) [please] [off|from] [the|your|this] [list|reserve list|\
            waiting list|mailing list|records|database] [please]
        [and|please] (stop|don t|do not) (contacting me|contact me|contact me again|sending me messages|sending \
            messages|message me|messaging me|email me) [please|again|anymore|any more]
        (unsubscribe|unsubscribe me)
    """,
    "unsure": """
        (and|with|plus|for) NAME
        NAME (and|with|plus|too|also) [i|me|myself]
    """,
}
