// What the host types on the walk, in each language, and what a hostile author types.

export const TEXTS = {
  en: {
    node: 'Table', organisation: 'Circle of Kakuma', about: 'We meet on Thursdays.\n\nAnyone may sit down.', person: 'Amina',
    title: 'Nothing about the camp without the camp', summary: 'Decisions on the camp are made far from it. We ask for two seats.',
    body: 'Decisions are made far away.\n\nWe ask for two seats at the table.', revisedBody: 'Decisions are made far away.\n\nWe ask for three seats at the table, and for a vote.',
    note: 'The members asked for a vote.', other: 'ar', otherTitle: 'لا شيء عن المخيم من دون المخيم', otherBody: 'تُتخذ القرارات بعيدًا عنا.', translator: 'A member',
    alt: 'Two hands hold a cup', token: 'script of our website', reason: 'A newer text takes its place.',
  },
  ar: {
    node: 'المائدة', organisation: 'دائرة نساء بيروت', about: 'نلتقي كل خميس.\n\nالجلوس متاح للجميع.', person: 'أمينة',
    title: 'تمويل مباشر للمنظمات التي تقودها النساء', summary: 'تصل المساعدات متأخرة لأنها تمر عبر كثيرين. نطلب تمويلًا مباشرًا.',
    body: 'تصل المساعدات متأخرة.\n\nنطلب تمويلًا مباشرًا لمنظماتنا.', revisedBody: 'تصل المساعدات متأخرة.\n\nنطلب تمويلًا مباشرًا لمنظماتنا ومقعدًا عند توزيعه.',
    note: 'طلبت العضوات مقعدًا.', other: 'en', otherTitle: 'Direct funding for organisations led by women', otherBody: 'Aid arrives late.', translator: 'عضوة',
    alt: 'يدان تمسكان كوبًا', token: 'برنامج موقعنا', reason: 'حل محله نص أحدث.',
  },
  fr: {
    node: 'La table', organisation: 'Cercle d’Athènes', about: 'Nous nous réunissons le dimanche.', person: 'Amina',
    title: 'Un conseil des réfugiés auprès de la mairie', summary: 'La ville décide sans nous. Nous demandons un conseil.',
    body: 'La ville décide sans nous.\n\nNous demandons un conseil.', revisedBody: 'La ville décide sans nous.\n\nNous demandons un conseil qui vote.',
    note: 'Le conseil vote.', other: 'sw', otherTitle: 'Baraza la wakimbizi', otherBody: 'Tunaomba baraza.', translator: 'Un membre',
    alt: 'Deux mains tiennent une tasse', token: 'notre site', reason: 'Un texte plus récent le remplace.',
  },
};

/** Anything of this that is not shown as the letters it is would leave a mark: `window.ran`, a dialog, an element. */
export const HOSTILE = {
  // What others send is taken for HTML and loses its tags, so only these words arrive everywhere.
  words: 'A word to all',
  title: 'A word to all "><img src=x onerror="window.ran=1;alert(1)"></title></script><script>window.ran=1</script>',
  summary: 'In short </script><script>document.title="ran"</script>\'"><svg onload="window.ran=1">',
  body: 'Plain words.\n\n<img src=x onerror="window.ran=1"><script>window.ran=1</script>\n\n[a link](javascript:window.ran=1) ![p](x"onerror="window.ran=1)',
  alt: 'A word to all "><img src=x onerror="window.ran=1"> \' onload=\'window.ran=1',
};
