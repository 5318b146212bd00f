/**
 * Single words that are spelt in several ways and are the same word: they stand for each other inside a phrase too. A
 * line is one word. Comments begin with #.
 */
export const spellings = `
# Arabic
سوريا سورية
أمريكي أميركي
أمريكية أميركية
أمريكيون أميركيون
أوروبا أوربا
أوروبي أوربي
إسطنبول استنبول اسطنبول
الكونغرس الكونجرس
البيشمركة البشمركة بيشمرگة
مسؤول مسئول
شؤون شئون
ديمقراطي ديموقراطي
ديمقراطية ديموقراطية
برلمان بارلمان
فدرالي فيدرالي
مليشيا ميليشيا
إنجليزي إنكليزي
استراتيجي ستراتيجي
إنترنت انترنيت
دبلوماسي ديبلوماسي
بروتوكول برتوكول
أمريكا أميركا
البنتاغون البنتاجون
الكونغو الكونجو
أنغولا أنجولا
إنجلترا إنكلترا
إنجليزية إنكليزية
ديمقراطيون ديموقراطيون
دبلوماسية ديبلوماسية
استراتيجية ستراتيجية
ترامب ترمب
أردوغان إردوغان أردوجان
غوتيريش جوتيريش غوتيرش

# English
Hezbollah Hizbollah Hizballah Hezbullah
Peshmerga Peshmarga
Raqqa Raqqah
Nineveh Ninawa
Qamishli Qamishlo Kamishli
Idlib Idleb
Fallujah Falluja
Kyiv Kiev
defence defense
centre center
programme program
colour color
honour honor
harbour harbor
labour labor
neighbour neighbor
favour favor
behaviour behavior
licence license
offence offense
adviser advisor
armour armor
rumour rumor
theatre theater
grey gray
`;
