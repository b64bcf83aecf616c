BEGIN TRANSACTION;
CREATE TABLE applications (
    id INTEGER PRIMARY KEY,
    seed BLOB NOT NULL UNIQUE,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    language TEXT NOT NULL CHECK (language IN ('fr', 'nl', 'de', 'en')),
    email TEXT,
    mobile TEXT,
    data TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CHECK (email IS NOT NULL OR mobile IS NOT NULL),
    CHECK (expires_at > made_at)
) STRICT;
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id),
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    outcome TEXT CHECK (outcome IN ('taken', 'later', 'broken', 'down', 'refused', 'lost')),
    answer TEXT,
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT;
INSERT INTO "attempts" VALUES(1,1,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(2,2,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(3,3,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(4,4,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(5,5,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(6,6,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(7,7,1617723600,1617723600,'taken',NULL);
INSERT INTO "attempts" VALUES(8,10,1617725460,1617725460,'taken',NULL);
INSERT INTO "attempts" VALUES(9,11,1617725460,1617725460,'taken',NULL);
INSERT INTO "attempts" VALUES(10,8,1617725460,1617725460,'taken',NULL);
INSERT INTO "attempts" VALUES(11,9,1617725460,1617725460,'taken',NULL);
CREATE TABLE available (
    center_id INTEGER NOT NULL,
    block INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    reservist_id INTEGER NOT NULL,
    PRIMARY KEY (center_id, block, rank, reservist_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "available" VALUES(6,4295416663,3026618653471795,1);
INSERT INTO "available" VALUES(6,4295416663,3028186851786601,2);
INSERT INTO "available" VALUES(6,4295416663,3031325111788332,4);
INSERT INTO "available" VALUES(6,4295416663,3034462999966337,6);
INSERT INTO "available" VALUES(6,4295416663,3036034129642610,7);
INSERT INTO "available" VALUES(6,4295416663,3037600617643260,8);
INSERT INTO "available" VALUES(6,4295416666,3026618653471795,1);
INSERT INTO "available" VALUES(6,4295416666,3028186851786601,2);
INSERT INTO "available" VALUES(6,4295416666,3031325111788332,4);
INSERT INTO "available" VALUES(6,4295416666,3034462999966337,6);
INSERT INTO "available" VALUES(6,4295416666,3036034129642610,7);
INSERT INTO "available" VALUES(6,4295416666,3037600617643260,8);
INSERT INTO "available" VALUES(6,8590159276,3026618653471795,1);
INSERT INTO "available" VALUES(6,8590159276,3028186851786601,2);
INSERT INTO "available" VALUES(6,8590159276,3031325111788332,4);
INSERT INTO "available" VALUES(6,8590159276,3034462999966337,6);
INSERT INTO "available" VALUES(6,8590159276,3036034129642610,7);
INSERT INTO "available" VALUES(6,8590159276,3037600617643260,8);
CREATE TABLE centers (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL,
    town TEXT NOT NULL,
    province TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL CHECK (region IN ('flanders', 'wallonia', 'brussels')),
    language TEXT NOT NULL CHECK (language IN ('fr', 'nl', 'de', 'en')),
    platform TEXT NOT NULL,
    takes_part INTEGER NOT NULL CHECK (takes_part IN (0, 1)), phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
    CHECK (takes_part = 0 OR region <> 'brussels')
) STRICT;
INSERT INTO "centers" VALUES(1,'ronquieres','Centre majeur Ronquières (Braine-le-Comte)','','7090','Ronquières (Braine-le-Comte)','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(2,'bierset','Centre majeur Bierset (Grâce-Hollogne)','Liege Airport departure hall','4460','Bierset (Grâce-Hollogne)','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(3,'tournai','Centre majeur Tournai','','7500','Tournai','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(4,'mons','Centre majeur Mons','','7000','Mons','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(5,'charleroi','Centre majeur Charleroi','','6000','Charleroi','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(6,'namur','Centre majeur Namur','Namur Expo','5000','Namur','Namur','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(7,'marche-en-famenne','Centre majeur Marche-en-Famenne','','6900','Marche-en-Famenne','Luxembourg','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(8,'court-saint-etienne','Centre majeur Court-Saint-Etienne','PAMexpo, Boucle Joseph Dewez 2','1490','Court-Saint-Etienne','Walloon Brabant','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(9,'pepinster','Centre majeur Pepinster','hall sportif','4860','Pepinster','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(10,'liege','Centre de proximité Liège','','4000','Liège','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(11,'aywaille','Centre de proximité Aywaille','','4920','Aywaille','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(12,'chaudfontaine','Centre de proximité Chaudfontaine','','4050','Chaudfontaine','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(13,'esneux','Centre de proximité Esneux','','4130','Esneux','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(14,'hannut','Centre de proximité Hannut','','4280','Hannut','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(15,'herve','Centre de proximité Herve','','4650','Herve','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(16,'huy','Centre de proximité Huy','','4500','Huy','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(17,'malmedy','Centre de proximité Malmedy','','4960','Malmedy','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(18,'seraing','Centre de proximité Seraing','','4100','Seraing','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(19,'vise','Centre de proximité Visé','','4600','Visé','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(20,'waremme','Centre de proximité Waremme','','4300','Waremme','Liège','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(21,'ciney','Centre Ciney','','5590','Ciney','Namur','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(22,'fosses-la-ville','Centre Fosses-la-Ville','','5070','Fosses-la-Ville','Namur','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(23,'gedinne','Centre Gedinne','','5575','Gedinne','Namur','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(24,'dour','Centre Dour','Office du Tourisme, Rue de France 4 (2022)','7370','Dour','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(25,'fleurus','Centre Fleurus','Piscine de Fleurus, Rue de Fleurjoux 50 (2022)','6220','Fleurus','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(26,'soignies','Centre Soignies','CHR Haute-Senne, Boulevard Roosevelt 17','7060','Soignies','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(27,'la-louviere','Centre La Louvière','Louvexpo, Rue Arthur Delaby 7','7100','La Louvière','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(28,'mouscron','Centre Mouscron','Centr''expo, Rue de Menin 475','7700','Mouscron','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(29,'binche','Centre Binche','','7130','Binche','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(30,'chimay','Centre Chimay','','6460','Chimay','Hainaut','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(31,'libramont-chevigny','Centre Libramont','LEC','6800','Libramont-Chevigny','Luxembourg','wallonia','fr','Doclr',1,'','');
INSERT INTO "centers" VALUES(32,'eupen','Impfzentrum Eupen','am Lascheter Weg','4700','Eupen','Liège','wallonia','de','Doclr',1,'','');
INSERT INTO "centers" VALUES(33,'sankt-vith','Impfzentrum St. Vith','','4780','Sankt Vith','Liège','wallonia','de','Doclr',1,'','');
INSERT INTO "centers" VALUES(34,'roeselare','Vaccinatiecentrum Roeselare','','8800','Roeselare','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(35,'menen','Vaccinatiecentrum Menen','','8930','Menen','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(36,'ieper','Vaccinatiecentrum Ieper','','8900','Ieper','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(37,'poperinge','Vaccinatiecentrum Poperinge','','8970','Poperinge','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(38,'tielt','Vaccinatiecentrum Tielt','','8700','Tielt','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(39,'oostende','Vaccinatiecentrum Oostende','','8400','Oostende','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(40,'torhout','Vaccinatiecentrum Torhout','','8820','Torhout','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(41,'veurne','Vaccinatiecentrum Veurne','','8630','Veurne','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(42,'blankenberge','Vaccinatiecentrum Blankenberge','','8370','Blankenberge','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(43,'knokke-heist','Vaccinatiecentrum Knokke-Heist','','8300','Knokke-Heist','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(44,'diksmuide','Vaccinatiecentrum Diksmuide','','8600','Diksmuide','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(45,'wevelgem','Vaccinatiecentrum Wevelgem','','8560','Wevelgem','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(46,'brugge','Vaccinatiecentrum Brugge','','8000','Brugge','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(47,'gistel','Vaccinatiecentrum Gistel','','8470','Gistel','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(48,'kortrijk','Vaccinatiecentrum Kortrijk','','8500','Kortrijk','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(49,'zwevegem','Vaccinatiecentrum Zwevegem','','8550','Zwevegem','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(50,'waregem','Vaccinatiecentrum Waregem','','8790','Waregem','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(51,'izegem','Vaccinatiecentrum Izegem','','8870','Izegem','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(52,'zedelgem','Vaccinatiecentrum Zedelgem','','8210','Zedelgem','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(53,'oostkamp','Vaccinatiecentrum Oostkamp','','8020','Oostkamp','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(54,'sijsele','Vaccinatiecentrum Sijsele (Damme)','','8340','Sijsele (Damme)','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(55,'bredene','Vaccinatiecentrum Bredene','','8450','Bredene','West Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(56,'hasselt','Vaccinatiecentrum Hasselt','Ethias/Grenslandhallen','3500','Hasselt','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(57,'houthalen-helchteren','Vaccinatiecentrum Houthalen-Helchteren','Kelchterhoef','3530','Houthalen-Helchteren','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(58,'heusden-zolder','Vaccinatiecentrum Heusden-Zolder','Watt17','3550','Heusden-Zolder','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(59,'beringen','Vaccinatiecentrum Beringen','be-MINE','3580','Beringen','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(60,'leopoldsburg','Vaccinatiecentrum Leopoldsburg','Milshop Defensie','3970','Leopoldsburg','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(61,'neeroeteren','Vaccinatiecentrum Neeroeteren (Maaseik)','sporthal De Borg','3680','Neeroeteren (Maaseik)','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(62,'maasmechelen','Vaccinatiecentrum Maasmechelen','site JLG','3630','Maasmechelen','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(63,'genk','Vaccinatiecentrum Genk','Limburghal','3600','Genk','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(64,'bree','Vaccinatiecentrum Bree','Expodroom','3960','Bree','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(65,'tongeren','Vaccinatiecentrum Tongeren','De Piepel','3700','Tongeren','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(66,'bilzen','Vaccinatiecentrum Bilzen','','3740','Bilzen','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(67,'lommel','Vaccinatiecentrum Lommel','','3920','Lommel','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(68,'peer','Vaccinatiecentrum Peer','','3990','Peer','Limburg','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(69,'antwerpen','Vaccinatiecentrum Antwerpen','Park Spoor Oost','2060','Antwerpen','Antwerp','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(70,'lint','Vaccinatiecentrum Lint','AED-studios (ELZ ZORA)','2547','Lint','Antwerp','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(71,'malle','Vaccinatiecentrum Malle','ELZ Voorkempen','2390','Malle','Antwerp','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(72,'lier','Vaccinatiecentrum Lier','','2500','Lier','Antwerp','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(73,'brasschaat','Vaccinatiecentrum Brasschaat','militair vliegveld (ELZ Noorderkempen)','2930','Brasschaat','Antwerp','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(74,'mechelen','Vaccinatiecentrum Mechelen','Nekkerhal','2800','Mechelen','Antwerp','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(75,'gent','Vaccinatiecentrum Gent (Sint-Denijs-Westrem)','Flanders Expo hal 2','9051','Gent (Sint-Denijs-Westrem)','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(76,'deinze','Vaccinatiecentrum Deinze','','9800','Deinze','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(77,'aalst','Vaccinatiecentrum Aalst','','9300','Aalst','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(78,'zottegem','Vaccinatiecentrum Zottegem','','9620','Zottegem','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(79,'hamme','Vaccinatiecentrum Hamme','','9220','Hamme','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(80,'dendermonde','Vaccinatiecentrum Dendermonde','','9200','Dendermonde','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(81,'lokeren','Vaccinatiecentrum Lokeren','','9160','Lokeren','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(82,'beveren','Vaccinatiecentrum Beveren','','9120','Beveren','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(83,'sint-niklaas','Vaccinatiecentrum Sint-Niklaas','','9100','Sint-Niklaas','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(84,'geraardsbergen','Vaccinatiecentrum Geraardsbergen','','9500','Geraardsbergen','East Flanders','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(85,'leuven','Vaccinatiecentrum Leuven','Brabanthal (Heverlee)','3001','Leuven','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(86,'kampenhout','Vaccinatiecentrum Kampenhout','Veilingsite','1910','Kampenhout','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(87,'aarschot','Vaccinatiecentrum Aarschot','stadsfeestzaal','3200','Aarschot','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(88,'diest','Vaccinatiecentrum Diest','Den Amer (considered in Jan 2021)','3290','Diest','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(89,'wemmel','Vaccinatiecentrum Wemmel','Complex Zijp','1780','Wemmel','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(90,'londerzeel','Vaccinatiecentrum Londerzeel','JDK-hall','1840','Londerzeel','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(91,'vilvoorde','Vaccinatiecentrum Vilvoorde','CC Het Bolwerk','1800','Vilvoorde','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(92,'beersel','Vaccinatiecentrum Beersel','DOC / De Lambiek','1650','Beersel','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(93,'halle','Vaccinatiecentrum Halle','','1500','Halle','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(94,'dilbeek','Vaccinatiecentrum Dilbeek','Dilbeek-Ternat','1700','Dilbeek','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(95,'gooik','Vaccinatiecentrum Gooik','','1755','Gooik','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(96,'affligem','Vaccinatiecentrum Affligem/Asse','','1730','Affligem/Asse','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(97,'tervuren','Vaccinatiecentrum Tervuren','','3080','Tervuren','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(98,'zaventem','Vaccinatiecentrum Zaventem','','1930','Zaventem','Flemish Brabant','flanders','nl','Doclr',1,'','');
INSERT INTO "centers" VALUES(99,'pacheco','Centre Pacheco','Boulevard Pachéco 42','1000','Pacheco','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(100,'heysel','Centre Heysel / Heizel','Palais 1','1020','Heysel / Heizel','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(101,'forest','Centre Forest / Vorst (Albert)','','1190','Forest / Vorst (Albert)','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(102,'schaerbeek','Centre Schaerbeek / Schaarbeek','Crossing','1030','Schaerbeek / Schaarbeek','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(103,'molenbeek-saint-jean','Centre Molenbeek-Saint-Jean','','1080','Molenbeek-Saint-Jean','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(104,'woluwe-saint-pierre','Centre Woluwe-Saint-Pierre','','1150','Woluwe-Saint-Pierre','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(105,'hopital-militaire-reine-astrid','Centre Hôpital militaire Reine Astrid (Neder-Over-Heembeek)','','1120','Hôpital militaire Reine Astrid (Neder-Over-Heembeek)','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(106,'anderlecht','Centre Anderlecht','stade','1070','Anderlecht','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(107,'woluwe-saint-lambert','Centre Woluwe-Saint-Lambert','Poséidon, avenue des Vaillants','1200','Woluwe-Saint-Lambert','','brussels','fr','Doctena',0,'','');
INSERT INTO "centers" VALUES(108,'uccle','Centre Uccle / Ukkel','rue Egide Van Ophem','1180','Uccle / Ukkel','','brussels','fr','Doctena',0,'','');
CREATE TABLE "events" (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    what TEXT NOT NULL,
    center_id INTEGER,
    offer_id INTEGER,
    invitation_id INTEGER,
    reservist_id INTEGER,
    detail TEXT,
    facts TEXT,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO "events" VALUES(1,1617723600,'ann','created',NULL,NULL,NULL,NULL,'108 centers',NULL,X'0561CDBFC3ADBF127D913CD7AFE7D7268539795FF7B8DF217D6740C6B0A46F96');
INSERT INTO "events" VALUES(2,1617723600,'ann','registered',6,NULL,NULL,1,NULL,NULL,X'7F4372C7348E3DC405DD341DED274367910E203D02D580AE773C66D0972A4FD9');
INSERT INTO "events" VALUES(3,1617723600,'ann','registered',6,NULL,NULL,2,NULL,NULL,X'7D4CE8BDEEF66752D00B370192ED3F47F1CCD90820ABAF852829B9C0ACCA4D71');
INSERT INTO "events" VALUES(4,1617723600,'ann','registered',6,NULL,NULL,3,NULL,NULL,X'E23A39663EC267CE3F156E8F2BB7F433D097E9B30B530B7A7F37AB9C10430FC8');
INSERT INTO "events" VALUES(5,1617723600,'ann','registered',6,NULL,NULL,4,NULL,NULL,X'6E3547D7F8D1EEACBB74EA32C0CA2EA6E8DC9D6408AF2E4FC66C75C001E57376');
INSERT INTO "events" VALUES(6,1617723600,'ann','registered',6,NULL,NULL,5,NULL,NULL,X'CD1BBA22C2EA5D5CCB65D959E98C3CC899B0887A31E8E7CAD8B8A3FFBA8D2DD6');
INSERT INTO "events" VALUES(7,1617723600,'ann','registered',6,NULL,NULL,6,NULL,NULL,X'A667DF6B49C1EB4EEEECC1A8FED2127FBEE13C094A93AB50477E435EBDFE1D20');
INSERT INTO "events" VALUES(8,1617723600,'ann','registered',6,NULL,NULL,7,NULL,NULL,X'54C8AEDE11821A7EB913398102FFFEF6E18A09A430746DFD544FE21503D48CC4');
INSERT INTO "events" VALUES(9,1617723600,'ann','registered',6,NULL,NULL,8,NULL,NULL,X'6723AF3DCE23AB42BDC27C038340CA0E7349C83438320C4327334C921D3DB46D');
INSERT INTO "events" VALUES(10,1617723600,'ann','offer opened',6,1,NULL,NULL,'4 doses',NULL,X'69E5B913306D8C3D8D62F6130E1E70E5CCFCDD642BBF96986905954216A4CF18');
INSERT INTO "events" VALUES(11,1617723600,'ann','invited',6,1,1,1,NULL,NULL,X'F8365F9B196AE00551ADB2470E6DFAB38E09BE59B177FBADB307BC1AE88154E0');
INSERT INTO "events" VALUES(12,1617723600,'ann','invited',6,1,2,2,NULL,NULL,X'BF48CD27DDD710AC1C72B576BA9FD65B0994FD732AC68DD27FB0863A2BF59651');
INSERT INTO "events" VALUES(13,1617723600,'ann','invited',6,1,3,3,NULL,NULL,X'83412A4BC59EA9FEE97179760BCFE0157BC6F068ECE048A1CE964553D96267B3');
INSERT INTO "events" VALUES(14,1617723600,'ann','invited',6,1,4,4,NULL,NULL,X'E577C2D89F0ECB08CBC162F5E09C86B378D8827BB9310F04C02E7209AC7170B3');
INSERT INTO "events" VALUES(15,1617723600,'ann','handed over',6,1,1,1,'mail',NULL,X'8A2973C965A5515E1DE70BDC9A8332B190515654BBD59A20DD40411A2D72057C');
INSERT INTO "events" VALUES(16,1617723600,'ann','handed over',6,1,2,2,'mail',NULL,X'224CF78631A0F15AEE0CF1B37DCDC3DE269F496B7962236AB37D80B98743079C');
INSERT INTO "events" VALUES(17,1617723600,'ann','handed over',6,1,3,3,'mail',NULL,X'502B7D5FEC0C5B07E99E440DB608973D396A62E17D5D8A3C55C543F71AD835A0');
INSERT INTO "events" VALUES(18,1617723600,'ann','handed over',6,1,4,4,'mail',NULL,X'064F45B50CBBF253BCABB53F6494B832B804F3A3E6A196D9FA92A6AB92956C4F');
INSERT INTO "events" VALUES(19,1617723600,'ann','confirmed',6,1,1,1,NULL,NULL,X'9F5046F3666419106405CCD408EF841CC64C90BAC38D1D0E3172D42CC9C9D794');
INSERT INTO "events" VALUES(20,1617723600,'ann','declined',6,1,2,2,NULL,NULL,X'984A0025B152A3CE77A7F42D1FCDF4B0B76562B0A490707BF7AA34153319C2A6');
INSERT INTO "events" VALUES(21,1617723600,'ann','invited',6,1,5,5,NULL,NULL,X'397C6132E34950322A7BCD4735B319A0734A2713FC84E30FB683D3CAA8D2ADD4');
INSERT INTO "events" VALUES(22,1617723600,'ann','handed over',6,1,5,5,'mail',NULL,X'5F37A73D455136FC22166DBB85934D04A5FD827EABA469A20AE1B591742D00A7');
INSERT INTO "events" VALUES(23,1617723600,'ann','confirmed',6,1,4,4,NULL,NULL,X'DDEC06EE355F506AB7C247A6A03D10B6986ECECD02682C3D92504C65DF58CD92');
INSERT INTO "events" VALUES(24,1617725460,'ann','expired',6,1,3,3,NULL,NULL,X'E3DBB547B7F3AEDA9612EE4D722A92F341A562D1148ECA10B7EB45D2489360DB');
INSERT INTO "events" VALUES(25,1617725460,'ann','expired',6,1,5,5,NULL,NULL,X'C0FA1995AFC0B0AD2CFCC009CDB2A689DD0D8159D2B9476E124DC525B06444FF');
INSERT INTO "events" VALUES(26,1617725460,'ann','invited',6,1,6,6,NULL,NULL,X'8E2A2CF50671838E700C9458ADF63EB15AA6A20D6B52E6D8C3DD83CBABB738AC');
INSERT INTO "events" VALUES(27,1617725460,'ann','invited',6,1,7,7,NULL,NULL,X'A31B6F4BBFEEA75CDB1F2A3A6ABEF7D448D7778B5EF6AF9F292E23902BEAF5CD');
INSERT INTO "events" VALUES(28,1617725460,'ann','handed over',6,1,6,6,'mail',NULL,X'2D2372F5BB85F5C7B3DAF844E0FCB67301C329547A05533F72927F376E262E7F');
INSERT INTO "events" VALUES(29,1617725460,'ann','handed over',6,1,7,7,'mail',NULL,X'E15CF4118679B0800DA63FD4E89B9406AB719D8CACFCECB0045269D3A7EC6481');
INSERT INTO "events" VALUES(30,1617725460,'qvax','log completed',NULL,NULL,NULL,NULL,NULL,'from=30',X'36FCCB5DBD9A3CA1B3A7A896D679297F5DEE064A4DE012FB6812808AE52A03FC');
INSERT INTO "events" VALUES(31,1617725460,'qvax','people carried over',NULL,NULL,NULL,NULL,NULL,'people=8 lines=6ef70a53ecfd1ccfa0b3cd5733e71aa85d0811e6b5e8512bbb8a5d57bb02b631 commitments=f7153cbec9a1356ede8a54edb160300d1994574897198b9c8334bf681cc64248',X'AE388FEC223B006FDDFEED500AAA8ECCEE9F36BA3BEDA58056A4A13D7F3C76CE');
INSERT INTO "events" VALUES(32,1617725460,'qvax','offer carried over',6,1,NULL,NULL,NULL,'doses=4 state=open from=1617723600 until=1617730800 policy=strict answer=1800 overlap=900 last_call=600 opened=1617723600',X'DDABB7503ACBE197A540174E14EB64043E67E56CF81A362E74C26FF8F7981C98');
INSERT INTO "events" VALUES(33,1617725460,'qvax','invitation carried over',6,1,1,1,NULL,'state=confirmed asked=1617723600 sent=1617723600 expires=1617725400 answer=yes received=1617723600',X'38D0DB159B187FC299E5362D34792CF0C22D57CA0210BF7C4C5F2151C7ACEC58');
INSERT INTO "events" VALUES(34,1617725460,'qvax','invitation carried over',6,1,2,2,NULL,'state=declined asked=1617723600 sent=1617723600 expires=1617725400 answer=no received=1617723600',X'8AF0613F7274313AC1E3776D8E34E9E70A8DCC9316BDC6ADFBC50EBF4EFFF081');
INSERT INTO "events" VALUES(35,1617725460,'qvax','invitation carried over',6,1,3,3,NULL,'state=expired asked=1617723600 sent=1617723600 expires=1617725400',X'68A834F599A8A0402A82FAB09BF93134486E1ADDD481D8980CB67DD69D474EE5');
INSERT INTO "events" VALUES(36,1617725460,'qvax','invitation carried over',6,1,4,4,NULL,'state=confirmed asked=1617723600 sent=1617723600 expires=1617725400 answer=yes received=1617723600',X'94F59009843719FF8B8E66FC0A327248AC5A0B6B3761C25BB92E415B45A70BF0');
INSERT INTO "events" VALUES(37,1617725460,'qvax','invitation carried over',6,1,5,5,NULL,'state=expired asked=1617723600 sent=1617723600 expires=1617725400',X'E3D66E5E0EA0E6E92384CF944E5703E290B3E49CB929C2C4839FEA042F358435');
INSERT INTO "events" VALUES(38,1617725460,'qvax','invitation carried over',6,1,6,6,NULL,'state=sent asked=1617725460 sent=1617725460 expires=1617727260',X'9D994F4EDD9B821A0F3EA86F220CF380816E4BA95F08E6D3259A3E19E9F479D8');
INSERT INTO "events" VALUES(39,1617725460,'qvax','invitation carried over',6,1,7,7,NULL,'state=sent asked=1617725460 sent=1617725460 expires=1617727260',X'A86B10A5806DC2E4BA3377E840B00432B92FDFC039C9A58DA511EBAF007DE4F3');
CREATE TABLE "exclusions" (
    fingerprint BLOB PRIMARY KEY,
    why TEXT NOT NULL CHECK (why IN ('withdrawn', 'vaccinated'))
) STRICT, WITHOUT ROWID;
CREATE TABLE handoffs (
    invitation_id INTEGER PRIMARY KEY REFERENCES invitations (id),
    vaccinated_at INTEGER NOT NULL,
    batch INTEGER,
    exported_at INTEGER,
    CHECK (exported_at IS NULL OR batch IS NOT NULL)
) STRICT;
CREATE TABLE "invitations" (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    rank INTEGER,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'standby', 'confirmed', 'declined', 'expired',
                                         'undeliverable', 'released', 'cancelled', 'too_late', 'vaccinated',
                                         'no_show')),
    occasion INTEGER NOT NULL DEFAULT 0 CHECK (occasion >= 0),
    channels TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    sent_at INTEGER,
    expires_at INTEGER,
    answer TEXT CHECK (answer IN ('yes', 'no')),
    answered_at INTEGER,
    settled_at INTEGER,
    UNIQUE (offer_id, reservist_id),
    CHECK ((sent_at IS NULL) = (expires_at IS NULL)),
    CHECK (state <> 'sent' OR sent_at IS NOT NULL),
    CHECK (state <> 'expired' OR sent_at IS NOT NULL)
) STRICT;
INSERT INTO "invitations" VALUES(1,'PHCJ6SEP',1,1,3026618653471795,'confirmed',0,'mail',1617723600,1617723600,1617723600,1617725400,'yes',1617723600,NULL);
INSERT INTO "invitations" VALUES(2,'Q6NYPS79',1,2,3028186851786601,'declined',0,'mail',1617723600,1617723600,1617723600,1617725400,'no',1617723600,1617723600);
INSERT INTO "invitations" VALUES(3,'3AXHGGSQ',1,3,3029756791070777,'expired',0,'mail',1617723600,1617723600,1617723600,1617725400,NULL,NULL,1617725460);
INSERT INTO "invitations" VALUES(4,'ZPWGMZR9',1,4,3031325111788332,'confirmed',0,'mail',1617723600,1617723600,1617723600,1617725400,'yes',1617723600,NULL);
INSERT INTO "invitations" VALUES(5,'GBD9ADVX',1,5,3032893666812551,'expired',0,'mail',1617723600,1617723600,1617723600,1617725400,NULL,NULL,1617725460);
INSERT INTO "invitations" VALUES(6,'7AZGGZ5Z',1,6,3034462999966337,'sent',0,'mail',1617725460,1617725460,1617725460,1617727260,NULL,NULL,NULL);
INSERT INTO "invitations" VALUES(7,'8XGB5692',1,7,3036034129642610,'sent',0,'mail',1617725460,1617725460,1617725460,1617727260,NULL,NULL,NULL);
CREATE TABLE "messages" (
    id INTEGER PRIMARY KEY,
    invitation_id INTEGER REFERENCES invitations (id),
    reservist_id INTEGER REFERENCES reservists (id),
    application_id INTEGER REFERENCES applications (id),
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'again', 'confirmation', 'standby', 'released', 'declined', 'freed',
                                       'too_late', 'expired', 'no_show', 'cancelled', 'taken_back', 'corrected',
                                       'second_dose', 'welcome', 'noted', 'apply', 'link', 'contact_changed',
                                       'known_already')),
    occasion INTEGER NOT NULL DEFAULT 0,
    channel TEXT NOT NULL,
    address TEXT,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'handed_over', 'refused', 'bounced', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    handed_over_at INTEGER,
    error TEXT,
    subject TEXT,
    body TEXT,
    reference TEXT,
    delivered_at INTEGER,
    bounced_at INTEGER,
    UNIQUE (invitation_id, kind, channel, occasion),
    CHECK (CASE WHEN invitation_id IS NOT NULL THEN reservist_id IS NULL AND application_id IS NULL
           ELSE (reservist_id IS NULL) <> (application_id IS NULL) END),
    CHECK ((state IN ('handed_over', 'bounced')) = (handed_over_at IS NOT NULL)),
    CHECK ((state = 'bounced') = (bounced_at IS NOT NULL))
) STRICT;
INSERT INTO "messages" VALUES(1,1,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 10 [PHCJ6SEP]','Bonjour P0 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : PHCJ6SEP

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(2,2,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 10 [Q6NYPS79]','Bonjour P1 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : Q6NYPS79

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(3,3,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 10 [3AXHGGSQ]','Bonjour P2 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : 3AXHGGSQ

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(4,4,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 10 [ZPWGMZR9]','Bonjour P3 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : ZPWGMZR9

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(5,1,NULL,NULL,'confirmation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730800,1617723600,NULL,'Centre majeur Namur : une dose est réservée pour vous [PHCJ6SEP]','Bonjour P0 Peeters,

Merci pour votre réponse.
La dose de vaccin est réservée.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Prenez votre carte d''identité avec vous.
Votre code : PHCJ6SEP

Vous ne venez plus ? Répondez NON.
La dose pourra servir à une autre personne.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : PHCJ6SEP
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(6,5,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730200,1617723600,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 10 [GBD9ADVX]','Bonjour P4 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 10.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : GBD9ADVX

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(7,4,NULL,NULL,'confirmation',0,'mail',NULL,'handed_over',1,1617723600,1617723600,1617730800,1617723600,NULL,'Centre majeur Namur : une dose est réservée pour vous [ZPWGMZR9]','Bonjour P3 Peeters,

Merci pour votre réponse.
La dose de vaccin est réservée.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 17 h 40 et 19 h 40.

Prenez votre carte d''identité avec vous.
Votre code : ZPWGMZR9

Vous ne venez plus ? Répondez NON.
La dose pourra servir à une autre personne.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : ZPWGMZR9
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(8,3,NULL,NULL,'expired',0,'mail',NULL,'handed_over',1,1617725460,1617725460,1618330260,1617725460,NULL,'Centre majeur Namur : vos disponibilités sont effacées [3AXHGGSQ]','Bonjour P2 Peeters,

Nous vous avons proposé une dose de vaccin.
Nous attendions votre réponse avant 18 h 10.
Nous n''avons rien reçu à temps.

La dose sera proposée à une autre personne.
Vos disponibilités sont effacées.
Vous restez sur la liste de réserve.

Vous souhaitez une nouvelle proposition ?
Répondez à ce message avec les jours et les heures
où vous pouvez venir. Par exemple : mardi 17h-20h

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : 3AXHGGSQ

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(9,5,NULL,NULL,'expired',0,'mail',NULL,'handed_over',1,1617725460,1617725460,1618330260,1617725460,NULL,'Centre majeur Namur : vos disponibilités sont effacées [GBD9ADVX]','Bonjour P4 Peeters,

Nous vous avons proposé une dose de vaccin.
Nous attendions votre réponse avant 18 h 10.
Nous n''avons rien reçu à temps.

La dose sera proposée à une autre personne.
Vos disponibilités sont effacées.
Vous restez sur la liste de réserve.

Vous souhaitez une nouvelle proposition ?
Répondez à ce message avec les jours et les heures
où vous pouvez venir. Par exemple : mardi 17h-20h

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : GBD9ADVX

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(10,6,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617725460,1617725460,1617730200,1617725460,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 41 [7AZGGZ5Z]','Bonjour P5 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 18 h 11 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 41.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : 7AZGGZ5Z

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
INSERT INTO "messages" VALUES(11,7,NULL,NULL,'invitation',0,'mail',NULL,'handed_over',1,1617725460,1617725460,1617730200,1617725460,NULL,'Centre majeur Namur : une dose pour vous, répondez avant 18 h 41 [8XGB5692]','Bonjour P6 Peeters,

Une dose de vaccin est disponible.

Où ?
Centre majeur Namur
Namur Expo, 5000 Namur

Quand ?
Venez le mardi 6 avril, entre 18 h 11 et 19 h 40.

Pouvez-vous venir ?
Répondez à ce message :
OUI si vous venez
NON si vous ne venez pas

Répondez avant 18 h 41.

Si vous répondez NON, vous restez sur la liste.
Vos disponibilités restent enregistrées.

Sans réponse, la dose sera proposée à une autre personne.
Vos disponibilités seront alors effacées.

Laissez le code dans l''objet de votre réponse.

Cordialement,
Centre majeur Namur
Namur Expo, 5000 Namur

Code de ce message : 8XGB5692

Pourquoi ce message ?
Vous êtes sur la liste de réserve de ce centre.
La vaccination est gratuite. Nous ne demandons jamais
de paiement ni votre numéro national.
Pour quitter la liste, répondez STOP.
',NULL,NULL,NULL);
CREATE TABLE "offers" (
    id INTEGER PRIMARY KEY,
    center_id INTEGER NOT NULL REFERENCES centers (id),
    doses INTEGER NOT NULL CHECK (doses BETWEEN 1 AND 200),
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
    standby INTEGER NOT NULL DEFAULT 0 CHECK (standby >= 0),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'filled', 'closed', 'cancelled')),
    opened_at INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    vaccine TEXT,
    min_age INTEGER,
    max_age INTEGER,
    policy TEXT NOT NULL DEFAULT 'strict' CHECK (policy IN ('strict', 'standby')),
    surplus REAL CHECK (surplus >= 0),
    answer_seconds INTEGER NOT NULL CHECK (answer_seconds > 0),
    overlap_seconds INTEGER NOT NULL CHECK (overlap_seconds > 0),
    last_call_seconds INTEGER NOT NULL CHECK (last_call_seconds >= 0),
    learned INTEGER NOT NULL DEFAULT 0 CHECK (learned IN (0, 1)), lot TEXT,
    CHECK (until_at > from_at),
    CHECK (policy = 'strict' OR surplus IS NOT NULL),
    CHECK (confirmed <= doses),
    CHECK (policy = 'standby' OR confirmed + pending <= doses)
) STRICT;
INSERT INTO "offers" VALUES(1,6,4,2,2,0,'open',1617723600,1617723600,1617730800,NULL,NULL,NULL,'strict',NULL,1800,900,600,0,NULL);
CREATE TABLE operators (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    center_id INTEGER REFERENCES centers (id),
    role TEXT NOT NULL CHECK (role IN ('coordinator', 'desk', 'admin', 'auditor')),
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    CHECK (role = 'auditor' OR (role = 'admin') = (center_id IS NULL))
) STRICT;
CREATE TABLE page_links (
    id INTEGER PRIMARY KEY,
    seed BLOB NOT NULL UNIQUE,
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    channel TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE TABLE past_answers (
    center_id INTEGER NOT NULL REFERENCES centers (id),
    channel TEXT NOT NULL,
    yes INTEGER NOT NULL CHECK (yes >= 0),
    no INTEGER NOT NULL CHECK (no >= 0),
    silent INTEGER NOT NULL CHECK (silent >= 0),
    seconds INTEGER NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (center_id, channel)
) STRICT, WITHOUT ROWID;
CREATE TABLE portions (
    event_id INTEGER PRIMARY KEY REFERENCES events (id),
    people BLOB NOT NULL,
    commitments BLOB NOT NULL
) STRICT;
INSERT INTO "portions" VALUES(31,X'78013354305330343334373732343230D005338D4DCD0C0CB88C70CA180365B84C704A9B82A4CD704A9BE394B1C0290300FDDE1EAD',X'0FEF0CAD4D41BEDBA12E77DFFFD4DBFB7446B08388077A19981FE0011538A3C699DD09ED644BBE237962C5FD03C77F3BBC5959AA2863F7938F672EB00CD00F95D0CA002097A1D197EAB9A0EAEBD48A2EC9383614ACB16D2555BE5B6B30E3247E6481E3A41023E72EFFA1DF97E4CC45D036C18D2F3FEC488CD05F5E67350E1BB3CF9CAD5479C6A715BA8D6C3BC7C9D1CF82408CA2967FBF839CE5C900F46146D5ECC16DDC05A9F6D679E68E30360EDE5F478F5E78876AC8D5AA4674D44E4DBDE3F51E7E12F3DE3121053E435610425755C230D46B35BA489614C5DD8CF53EABF7765831C24C582D179A1489FF029BCB0A2F0C3989641BE853FB29DC7FE07933F8');
CREATE TABLE repeats (
    reservist_id INTEGER PRIMARY KEY REFERENCES reservists (id),
    week TEXT NOT NULL,
    made_until INTEGER NOT NULL
, ended_by INTEGER REFERENCES invitations (id)) STRICT;
CREATE TABLE "replies" (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    invitation_id INTEGER REFERENCES invitations (id),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    result TEXT NOT NULL CHECK (result IN ('confirmed', 'standby', 'declined', 'repeat', 'too_late', 'to_read', 'ignored',
                                           'bounced', 'delivered', 'noted')),
    to_read INTEGER NOT NULL DEFAULT 0 CHECK (to_read IN (0, 1)),
    sender TEXT,
    subject TEXT,
    excerpt TEXT,
    why TEXT,
    settled_at INTEGER, reservist_id INTEGER REFERENCES reservists (id),
    CHECK (to_read = 1 OR (result <> 'to_read' AND sender IS NULL AND subject IS NULL AND excerpt IS NULL
                           AND settled_at IS NULL))
) STRICT;
INSERT INTO "replies" VALUES(1,'037c5892eaebaf02ffb8ca32f79ea7fea457a4644ae09d29908ead7f0dce59d2','mail',1617723600,1617723600,4,'yes','confirmed',0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "replies" VALUES(2,'9af8ba6a586451c8c44368ad5e2a0f528cedaa70dbd6a0ef4b3c405447226188','mail',1617723600,1617723600,3,NULL,'to_read',1,'x@example.org','Re: [3AXHGGSQ]','Peut-être, cela dépend','it says neither a clear yes nor a clear no',NULL,NULL);
CREATE TABLE reservists (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state = 'listed' OR state = 'vaccinated' OR state = 'erased'),
    center_id INTEGER NOT NULL REFERENCES centers (id),
    number TEXT UNIQUE CHECK (length(number) = 11),
    first_name TEXT,
    last_name TEXT,
    birth_date TEXT CHECK (length(birth_date) = 10),
    language TEXT CHECK (language = 'fr' OR language = 'nl' OR language = 'de' OR language = 'en'),
    email TEXT,
    mobile TEXT,
    contact_name TEXT,
    lot INTEGER NOT NULL CHECK (lot BETWEEN 0 AND 4294967295),
    registered_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    left_at INTEGER, source TEXT CHECK (source = 'desk' OR source = 'import' OR source = 'site'), salt BLOB CHECK (salt IS NULL OR length(salt) = 16 AND state <> 'erased'),
    CHECK ((state = 'listed') = (left_at IS NULL)),
    CHECK (
        CASE state WHEN 'erased'
        THEN number IS NULL AND first_name IS NULL AND last_name IS NULL AND birth_date IS NULL
            AND language IS NULL AND email IS NULL AND mobile IS NULL AND contact_name IS NULL
        ELSE number IS NOT NULL AND first_name IS NOT NULL AND last_name IS NOT NULL
            AND birth_date IS NOT NULL AND language IS NOT NULL AND (email IS NOT NULL OR mobile IS NOT NULL)
        END
    )
) STRICT;
INSERT INTO "reservists" VALUES(1,'listed',6,'30051700157','P0','Peeters','1930-05-17','fr','p0@example.org',NULL,NULL,2444620851,1617723600,1617723600,NULL,NULL,X'1B57A6710C567271C5A38F5AC7E682A4');
INSERT INTO "reservists" VALUES(2,'listed',6,'31051700277','P1','Peeters','1931-05-17','fr','p1@example.org',NULL,NULL,2979872617,1617723600,1617723600,NULL,NULL,X'6C37E5E25B862D403EDF5F46BDAC0EED');
INSERT INTO "reservists" VALUES(3,'listed',6,'32051700397','P2','Peeters','1932-05-17','fr','p2@example.org',NULL,NULL,961126457,1617723600,1617723600,NULL,NULL,X'D3DA3926FA88CDE255F80DD7F3A1BB10');
INSERT INTO "reservists" VALUES(4,'listed',6,'33051700420','P3','Peeters','1933-05-17','fr','p3@example.org',NULL,NULL,1618780972,1617723600,1617723600,NULL,NULL,X'6F7B42B9755049E560DDE33CE345C2A3');
INSERT INTO "reservists" VALUES(5,'listed',6,'34051700540','P4','Peeters','1934-05-17','fr','p4@example.org',NULL,NULL,2510742151,1617723600,1617723600,NULL,NULL,X'903C0E6312DFCF53035945B415CBE3E7');
INSERT INTO "reservists" VALUES(6,'listed',6,'35051700660','P5','Peeters','1935-05-17','fr','p5@example.org',NULL,NULL,4180832897,1617723600,1617723600,NULL,NULL,X'51BD9760F1C3307357AC8515AF4D9ED5');
INSERT INTO "reservists" VALUES(7,'listed',6,'36051700780','P6','Peeters','1936-05-17','fr','p6@example.org',NULL,NULL,3352478834,1617723600,1617723600,NULL,NULL,X'238B60A645293D4BF2E42B93224A9F00');
INSERT INTO "reservists" VALUES(8,'listed',6,'37051700803','P7','Peeters','1937-05-17','fr','p7@example.org',NULL,NULL,2177416444,1617723600,1617723600,NULL,NULL,X'7D332B19740BBD90BC4E859A01F01F4A');
CREATE TABLE rounds (
    id INTEGER PRIMARY KEY,
    offer_id INTEGER NOT NULL REFERENCES offers (id),
    at INTEGER NOT NULL,
    asked INTEGER NOT NULL CHECK (asked >= 0),
    reckoning TEXT NOT NULL
) STRICT;
CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "secrets" VALUES('fingerprint',X'4A064A54CFD4C8B7F99935CB6D434C8A438D101377930955E7C5777C6A641AA1');
CREATE TABLE tallies (
    what BLOB NOT NULL,
    hour INTEGER NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (what, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE troubles (
    name TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    since INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    reason TEXT NOT NULL, told_at INTEGER,
    PRIMARY KEY (name, direction)
) STRICT, WITHOUT ROWID;
CREATE TABLE visits (
    secret BLOB PRIMARY KEY CHECK (length(secret) = 32),
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    channel TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE windows (
    reservist_id INTEGER NOT NULL REFERENCES reservists (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (reservist_id, starts_at),
    CHECK (ends_at > starts_at)
) STRICT, WITHOUT ROWID;
INSERT INTO "windows" VALUES(1,1617721200,1617735600);
INSERT INTO "windows" VALUES(2,1617721200,1617735600);
INSERT INTO "windows" VALUES(4,1617721200,1617735600);
INSERT INTO "windows" VALUES(6,1617721200,1617735600);
INSERT INTO "windows" VALUES(7,1617721200,1617735600);
INSERT INTO "windows" VALUES(8,1617721200,1617735600);
CREATE TABLE withheld (
    invitation_id INTEGER NOT NULL REFERENCES invitations (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (invitation_id, starts_at)
) STRICT, WITHOUT ROWID;
INSERT INTO "withheld" VALUES(3,1617721200,1617735600);
INSERT INTO "withheld" VALUES(5,1617721200,1617735600);
CREATE INDEX handoffs_to_export ON handoffs (vaccinated_at) WHERE exported_at IS NULL;
CREATE INDEX attempts_of_a_message ON attempts (message_id);
CREATE INDEX latest_attempts ON attempts (begun_at);
CREATE UNIQUE INDEX attempts_under_way ON attempts (message_id) WHERE outcome IS NULL;
CREATE INDEX repeats_due ON repeats (made_until);
CREATE INDEX applications_past ON applications (expires_at);
CREATE INDEX offers_in_play ON offers (center_id) WHERE state IN ('open', 'filled');
CREATE INDEX offers_to_learn_from ON offers (center_id) WHERE learned = 0 AND state IN ('closed', 'cancelled');
CREATE UNIQUE INDEX one_invitation_a_person ON invitations (reservist_id)
    WHERE state IN ('queued', 'sent', 'standby', 'confirmed');
CREATE INDEX invitations_of_a_person ON invitations (reservist_id);
CREATE INDEX live_invitations ON invitations (expires_at) WHERE state IN ('queued', 'sent');
CREATE INDEX rounds_of_an_offer ON rounds (offer_id);
CREATE INDEX messages_waiting ON messages (channel, next_try_at) WHERE state = 'queued';
CREATE INDEX messages_by_reference ON messages (reference) WHERE reference IS NOT NULL;
CREATE INDEX messages_to_people ON messages (reservist_id) WHERE reservist_id IS NOT NULL;
CREATE INDEX messages_to_applicants ON messages (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX replies_to_read ON replies (received_at) WHERE to_read = 1 AND settled_at IS NULL;
CREATE INDEX replies_about_an_invitation ON replies (invitation_id) WHERE to_read = 1 AND settled_at IS NULL;
CREATE TRIGGER doses_changed AFTER UPDATE OF doses ON offers BEGIN
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.id AND state IN ('open', 'filled');
END;
CREATE TRIGGER invitation_counted AFTER INSERT ON invitations BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent')),
        standby = standby + (NEW.state = 'standby'),
        confirmed = confirmed + (NEW.state IN ('confirmed', 'vaccinated'))
    WHERE id = NEW.offer_id;
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id AND state IN ('open', 'filled');
END;
CREATE TRIGGER invitation_recounted AFTER UPDATE OF state ON invitations WHEN OLD.state <> NEW.state BEGIN
    UPDATE offers SET
        pending = pending + (NEW.state IN ('queued', 'sent')) - (OLD.state IN ('queued', 'sent')),
        standby = standby + (NEW.state = 'standby') - (OLD.state = 'standby'),
        confirmed = confirmed + (NEW.state IN ('confirmed', 'vaccinated')) - (OLD.state IN ('confirmed', 'vaccinated'))
    WHERE id = NEW.offer_id;
    UPDATE offers SET state = CASE WHEN confirmed = doses THEN 'filled' ELSE 'open' END
    WHERE id = NEW.offer_id AND state IN ('open', 'filled');
END;
CREATE TRIGGER invitation_life BEFORE UPDATE OF state ON invitations
WHEN OLD.state <> NEW.state AND NOT (NEW.occasion > OLD.occasion) AND NOT CASE OLD.state
    WHEN 'queued' THEN NEW.state IN ('sent', 'standby', 'confirmed', 'declined', 'undeliverable', 'released',
                                     'cancelled', 'too_late')
    WHEN 'sent' THEN NEW.state IN ('queued', 'standby', 'confirmed', 'declined', 'expired', 'undeliverable', 'released',
                                   'cancelled', 'too_late')
    WHEN 'standby' THEN NEW.state IN ('confirmed', 'declined', 'released', 'cancelled')
    WHEN 'confirmed' THEN NEW.state IN ('vaccinated', 'no_show', 'cancelled', 'declined')
    WHEN 'declined' THEN NEW.state IN ('standby', 'confirmed')
    WHEN 'expired' THEN NEW.state IN ('standby', 'confirmed', 'declined', 'too_late', 'undeliverable')
    WHEN 'undeliverable' THEN NEW.state IN ('standby', 'confirmed', 'declined', 'too_late')
    WHEN 'released' THEN NEW.state IN ('queued', 'standby', 'confirmed', 'declined', 'too_late', 'undeliverable')
    WHEN 'too_late' THEN NEW.state IN ('standby', 'confirmed')
    ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'an invitation cannot change like this'); END;
CREATE INDEX events_of_an_offer ON events (offer_id) WHERE offer_id IS NOT NULL;
CREATE INDEX events_of_a_person ON events (reservist_id) WHERE reservist_id IS NOT NULL;
CREATE TRIGGER events_follow BEFORE INSERT ON events
       WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM events)
       BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER events_stay BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER portions_stay BEFORE UPDATE ON portions
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER portions_are_kept BEFORE DELETE ON portions
       BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE INDEX page_links_of_a_person ON page_links (reservist_id);
CREATE INDEX visits_of_a_person ON visits (reservist_id);
CREATE UNIQUE INDEX operators_by_name ON operators (lower(name));
COMMIT;
