/** Verbs that report speech: forms | speech act. */
export const verbTable = `
said says saying say              | inform
told tells telling                | inform
added adds adding                 | inform
noted notes noting                | inform
stated states stating             | inform
stressed stresses stressing       | inform
emphasised emphasized emphasises emphasizes emphasising emphasizing | inform
explained explains explaining     | inform
reported reports reporting        | inform
remarked remarks remarking        | inform
observed observes observing       | inform
continued continuing              | inform
replied replies replying answered responded | inform
wrote writes writing tweeted posted | inform
argued argues arguing             | inform
insisted insists insisting        | inform
maintained maintains              | inform
believes believed                 | inform
pointed points                    | inform
indicated indicates indicating    | inform
suggested suggests suggesting     | inform
revealed reveals revealing disclosed | inform
confirmed confirms confirming     | confirm
reiterated reiterates reaffirmed  | confirm
affirmed affirms affirming        | inform
announced announces announcing declared declares | announce
denied denies denying             | deny
rejected rejects rejecting        | reject
warned warns warning cautioned    | warn
threatened threatens threatening  | threaten
promised promises vowed vows pledged pledges | promise
claimed claims claiming alleged alleges | inform
accused accuses accusing          | accuse
blamed blames blaming             | accuse
condemned condemns condemning denounced | condemn
criticised criticized criticises  | condemn
praised praises praising hailed welcomed welcomes | praise
urged urges urging                | appeal
called calls calling              | appeal
demanded demands demanding        | demand
admitted admits admitting acknowledged acknowledges conceded | concede
asked asks asking                 | ask
expressed expresses               | inform
`;

/** Verbs whose object is content with no that, after a preposition or by itself: denied involvement, called for a halt. */
export const objectVerbs = `denied denies denying rejected rejects announced announces condemned condemns denounced praised hailed welcomed criticised criticized urged urges accused accuses blamed confirmed confirms reiterated reaffirmed warned demanded expressed demands`;

/** Heads of a title of a person. */
export const titleWords = `president minister secretary spokesman spokeswoman spokesperson official general colonel major lieutenant captain admiral commander chief envoy ambassador senator king prince sheikh leader head director deputy adviser advisor analyst governor mayor judge prosecutor doctor professor chairman chairwoman premier chancellor representative negotiator lawmaker diplomat officer mr mrs ms dr gen col lt maj sen rep gov`;
export const organisationWords = `ministry government department army military council committee coalition agency office authority authorities parliament court police party movement group forces command organisation organization union nations pentagon kremlin house statement television channel news hamas hezbollah isis nato un militia faction watchdog observatory embassy administration commission`;
export const documentWords = `statement report document letter memo communique survey study`;
export const unnamedWords = `source sources official officials witness witnesses residents analysts experts observers activists reports people diplomats`;
export const pronouns = `he she they it`;
export const stateNames = `Iraq Syria Iran Turkey Israel Lebanon Jordan Egypt Yemen Russia China France Britain Germany Washington Baghdad Tehran Damascus Moscow Ankara Beirut Riyadh Cairo London Paris Qatar Ukraine America`;
export const adverbs = `also then later again earlier however meanwhile separately`;
export const follows = `that in on at during to after as by of from with for and but who which while when about`;

export const negators = `not no never neither nor cannot can't won't didn't doesn't isn't aren't wasn't weren't don't hasn't haven't nobody none`;
export const still = `no longer\nno doubt\nnot only`;
export const contrasts = `but also`;
export const subordinators = `although\nwhile\nwhich\nwho\nbecause\nbefore\nafter`;
export const conditions = `if\nunless\nmay\nmight\ncould\nperhaps\nprobably\npossibly\nin case\nprovided that\nwould`;
export const lasting = `still\ncontinues\nremains\nremain\ncontinue\nongoing\ncurrently`;
export const futures = `will shall plans planned upcoming scheduled`;

export const eventTable = `
call        | phone | phone_call telephoned phoned
withdrawal  |       | withdrawal withdraw withdrew withdrawn pullout pulled_out
deployment  | troops | deployment deployed deploy stationed
attack      | air_drone | airstrike airstrikes air_strike air_strikes drone_strike drone_attack
attack      | shelling | shelling shelled rockets rocket_attack
attack      | ied   | bombing car_bomb explosion roadside_bomb
attack      | ground_clash | clashes clashed fighting
attack      | assassination | assassination assassinated
attack      | abduction | kidnapping kidnapped abducted
attack      |       | attack attacks attacked strike strikes raid offensive
agreement   | ceasefire | ceasefire truce
agreement   |       | agreement agreed signed deal
arrest      |       | arrest arrested detained
aid         |       | aid assistance
coercion    | sanction | sanctions
political   | election | election elections
political   | resignation | resigned resignation
judicial    | sentence | sentenced
meeting     | visit | visit visited
meeting     | negotiation | negotiations
meeting     |       | meeting met talks summit
territorial | recapture | recaptured
territorial | seizure | seized captured
`;

export const monthTable = `
1  | January Jan
2  | February Feb
3  | March Mar
4  | April Apr
5  | May
6  | June Jun
7  | July Jul
8  | August Aug
9  | September Sept Sep
10 | October Oct
11 | November Nov
12 | December Dec
`;
export const weekdayTable = `
1 | Monday
2 | Tuesday
3 | Wednesday
4 | Thursday
5 | Friday
6 | Saturday
7 | Sunday
`;
export const partTable = `
early | early beginning
mid   | mid middle
late  | late end
`;
export const relativeTable = `
day   | -1 | yesterday
day   | -1 | last night
day   | 0  | today
day   | 1  | tomorrow
week  | -1 | last week
week  | 0  | this week
week  | 1  | next week
month | -1 | last month
month | 0  | this month
month | 1  | next month
year  | -1 | last year
year  | 0  | this year
year  | 1  | next year
`;
export const spanTable = `
day   | day days
week  | week weeks
month | month months
year  | year years
`;

export const numberTable = `
1 | one
2 | two
3 | three
4 | four
5 | five
6 | six
7 | seven
8 | eight
9 | nine
10 | ten
11 | eleven
12 | twelve
13 | thirteen
14 | fourteen
15 | fifteen
16 | sixteen
17 | seventeen
18 | eighteen
19 | nineteen
20 | twenty
30 | thirty
40 | forty
50 | fifty
60 | sixty
70 | seventy
80 | eighty
90 | ninety
`;
export const scaleTable = `
100           | hundred
1000          | thousand
1000000       | million
1000000000    | billion
`;
export const fractionTable = `
0.5  | half
0.33 | third
0.25 | quarter
`;
export const qualifierTable = `
about     | about
about     | around
about     | some
about     | nearly
about     | approximately
about     | roughly
estimated | an estimated
more_than | more than
more_than | over
less_than | less than
less_than | fewer than
less_than | under
at_least  | at least
at_most   | at most
at_most   | up to
`;
export const namingWords = `resolution number article unit brigade division room flight chapter route highway group f level phase`;
export const unitTable = `
- | soldiers | soldier soldiers troops troop servicemen
- | personnel | personnel members
- | fighters | fighter fighters militants gunmen
- | civilians | civilian civilians people children women men
killed | killed | dead fatalities
injured | injured | wounded injured casualties
detained | detained | prisoners detainees hostages
displaced | displaced | refugees displaced
strikes | strikes | strikes airstrikes rockets missiles attacks
bases | bases | base bases
funds | USD | dollars dollar
funds | EUR | euros
duration | minutes | minutes minute
duration | hours | hours hour
duration | days | days day
duration | weeks | weeks week
duration | months | months month
duration | years | years year
other | percent | percent %
other | km | kilometres kilometers km miles
other | vehicles | vehicles trucks tanks
other | aircraft | aircraft drones planes
other | countries | countries states
`;
export const metricTable = `
killed | killed killing dead died death deaths
injured | wounded injured injuring wounding
detained | arrested detained
displaced | displaced fled
troops_withdrawn | withdrawn withdraw withdrawal
troops_deployed | deployed deploy sent sending
troops_present | stationed based remain presence
`;
