"""Towns where people are who do not come, as the four languages call them."""

TOWNS = """\
bruxelles|bxl|brussel|brussels|liege|luik|luttich|anvers|antwerpen|antwerp|gand|gent|ghent|charleroi|mons|bergen|\
bruges|\
brugge|louvain|leuven|louvain la neuve|hasselt|genk|ostende|oostende|ostend|knokke|la panne|de panne|coxyde|koksijde|\
nieuport|nieuwpoort|middelkerke|blankenberge|de haan|dinant|namur|namen|arlon|bastogne|tournai|doornik|mouscron|\
kortrijk|roeselare|ieper|aalst|mechelen|turnhout|sint niklaas|dendermonde|verviers|eupen|kelmis|raeren|sankt vith|\
st vith|malmedy|spa|durbuy|rochefort|wavre|nivelles|huy|ciney|marche|waterloo|gembloux|andenne|libramont|jambes|aachen|\
koln|dusseldorf|berlin|maastricht|paris|lille|londres|london|luxembourg|luxemburg|amsterdam|rotterdam|rome|barcelona|\
lissabon|lisbonne|trier"""
