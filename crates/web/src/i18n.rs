//! The words of the pages: Fluent messages in three languages, numbers and dates as CLDR writes them.
//!
//! What stays true: every key exists in every language (a test compares them with each other and with the source);
//! values are isolated from the text around them in HTML (UAX #9), never in titles and attributes, which are copied.

use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use icu::calendar::Gregorian;
use icu::datetime::FixedCalendarDateTimeFormatter;
use icu::datetime::fieldsets::{YMD, YMDT};
use icu::datetime::input::{Date, DateTime, Time};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::{Locale, locale};
use sofra_base::clock::Timestamp;
use sofra_base::lang::{Direction, LanguageTag};
use unic_langid::LanguageIdentifier;

#[derive(rust_embed::Embed)]
#[folder = "locales/"]
struct Files;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English; what a missing message falls back to.
    En,
    /// Arabic, with the digits 0–9 that its readers meet in forms and references.
    Ar,
    /// French.
    Fr,
}

impl Language {
    /// All, in the order of the footer.
    pub const ALL: [Self; 3] = [Self::En, Self::Ar, Self::Fr];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
            Self::Fr => "fr",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Fr => "Français",
        }
    }

    /// The value of `dir`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::Fr => "ltr",
        }
    }

    /// As the rest of the program names languages.
    #[must_use]
    pub fn tag(self) -> LanguageTag {
        self.as_str().parse().expect("the three tags are sound")
    }

    /// The language of exactly that tag.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.as_str() == text)
    }

    /// The best for what a browser accepts (RFC 9110 §12.5.4), most wanted first; the tags themselves are given back
    /// for the choice among texts.
    #[must_use]
    pub fn negotiate(header: &str) -> (Option<Self>, Vec<LanguageTag>) {
        let mut wanted: Vec<(f32, &str)> = header
            .split(',')
            .take(20)
            .filter_map(|item| {
                let mut parts = item.split(';');
                let tag = parts.next()?.trim();
                let weight = parts.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                (weight > 0.0).then_some((weight, tag))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        let requested: Vec<LanguageIdentifier> =
            wanted.iter().filter_map(|(_, tag)| tag.parse().ok()).collect();
        let available: Vec<LanguageIdentifier> =
            Self::ALL.iter().filter_map(|language| language.as_str().parse().ok()).collect();
        let best = negotiate_languages(&requested, &available, None, NegotiationStrategy::Filtering);
        let tags = wanted.iter().filter_map(|(_, tag)| tag.parse().ok()).collect();
        (best.first().and_then(|best| Self::parse(best.language.as_str())), tags)
    }

    const fn index(self) -> usize {
        match self {
            Self::En => 0,
            Self::Ar => 1,
            Self::Fr => 2,
        }
    }

    fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en-GB"),
            Self::Ar => locale!("ar-u-nu-latn"),
            Self::Fr => locale!("fr"),
        }
    }
}

/// A value in a message.
pub trait Arg {
    /// As Fluent takes it: numbers as numbers, so that they choose the plural.
    fn value(&self) -> FluentValue<'static>;
}

impl Arg for str {
    fn value(&self) -> FluentValue<'static> {
        self.to_owned().into()
    }
}
impl Arg for String {
    fn value(&self) -> FluentValue<'static> {
        self.clone().into()
    }
}
impl Arg for i64 {
    fn value(&self) -> FluentValue<'static> {
        (*self).into()
    }
}
impl Arg for i32 {
    fn value(&self) -> FluentValue<'static> {
        (*self).into()
    }
}
impl Arg for u32 {
    fn value(&self) -> FluentValue<'static> {
        (*self).into()
    }
}
impl Arg for usize {
    fn value(&self) -> FluentValue<'static> {
        (*self).into()
    }
}
impl<T: Arg + ?Sized> Arg for &T {
    fn value(&self) -> FluentValue<'static> {
        (*self).value()
    }
}

type Bundle = FluentBundle<Arc<FluentResource>>;

struct Bundles {
    isolating: Bundle,
    plain: Bundle,
}

static BUNDLES: LazyLock<[Bundles; 3]> = LazyLock::new(|| Language::ALL.map(load));

fn load(language: Language) -> Bundles {
    let make = |isolate: bool| {
        let id: LanguageIdentifier = language.as_str().parse().expect("the three tags are sound");
        let mut bundle = Bundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(isolate);
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| number_in(Language::En, value),
            Language::Ar => |value, _| number_in(Language::Ar, value),
            Language::Fr => |value, _| number_in(Language::Fr, value),
        }));
        bundle
    };
    let mut bundles = Bundles { isolating: make(true), plain: make(false) };
    let folder = format!("{}/", language.as_str());
    for path in Files::iter().filter(|path| path.starts_with(&folder)) {
        let file = Files::get(&path).expect("a file that was just listed");
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = Arc::new(FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%path, ?errors, "a translation file has mistakes");
            resource
        }));
        for bundle in [&mut bundles.isolating, &mut bundles.plain] {
            if let Err(errors) = bundle.add_resource(resource.clone()) {
                tracing::error!(%path, ?errors, "a message is defined twice");
            }
        }
    }
    bundles
}

fn number_in(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(language.number(number.value as i64))
        }
        _ => None,
    }
}

struct Formats {
    numbers: [DecimalFormatter; 3],
    dates: [FixedCalendarDateTimeFormatter<Gregorian, YMD>; 3],
    times: [FixedCalendarDateTimeFormatter<Gregorian, YMDT>; 3],
}

thread_local! {
    /// One set a thread: the formatters of ICU4X are not shared between threads.
    static FORMATS: Formats = Formats {
        numbers: Language::ALL.map(|l| {
            DecimalFormatter::try_new(l.locale().into(), Default::default()).expect("compiled data has our locales")
        }),
        dates: Language::ALL.map(|l| {
            FixedCalendarDateTimeFormatter::try_new(l.locale().into(), YMD::long())
                .expect("compiled data has our locales")
        }),
        times: Language::ALL.map(|l| {
            FixedCalendarDateTimeFormatter::try_new(l.locale().into(), YMD::long().with_time_hm())
                .expect("compiled data has our locales")
        }),
    };
}

impl Language {
    fn format(self, key: &str, args: &[(&str, &dyn Arg)], isolate: bool) -> Option<String> {
        let bundles = &BUNDLES[self.index()];
        let bundle = if isolate { &bundles.isolating } else { &bundles.plain };
        let pattern = bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.value())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, language = self.as_str(), ?errors, "a message lacks a value");
        }
        Some(text)
    }

    /// A message with any number of values; `isolate` for HTML text. A missing message falls back to English.
    #[must_use]
    pub fn message(self, key: &str, args: &[(&str, &dyn Arg)], isolate: bool) -> String {
        self.format(key, args, isolate).or_else(|| Self::En.format(key, args, isolate)).unwrap_or_else(|| {
            tracing::error!(key, "a message is missing");
            key.to_owned()
        })
    }

    /// Whether the message exists in this language.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        BUNDLES[self.index()].isolating.has_message(key)
    }

    /// A message for HTML text.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        self.message(key, &[], true)
    }

    /// A message with one value.
    #[must_use]
    pub fn t1(self, key: &str, name: &str, value: impl Arg) -> String {
        self.message(key, &[(name, &value)], true)
    }

    /// A message with two values.
    #[must_use]
    pub fn t2(self, key: &str, n1: &str, v1: impl Arg, n2: &str, v2: impl Arg) -> String {
        self.message(key, &[(n1, &v1), (n2, &v2)], true)
    }

    /// A message with three values.
    #[must_use]
    #[allow(clippy::too_many_arguments)] // names and values in pairs, as templates can write them
    pub fn t3(
        self,
        key: &str,
        n1: &str,
        v1: impl Arg,
        n2: &str,
        v2: impl Arg,
        n3: &str,
        v3: impl Arg,
    ) -> String {
        self.message(key, &[(n1, &v1), (n2, &v2), (n3, &v3)], true)
    }

    /// A message for a title or an attribute.
    #[must_use]
    pub fn plain(self, key: &str) -> String {
        self.message(key, &[], false)
    }

    /// A message with one value for a title or an attribute.
    #[must_use]
    pub fn plain1(self, key: &str, name: &str, value: impl Arg) -> String {
        self.message(key, &[(name, &value)], false)
    }

    /// A message with two values for a title or an attribute.
    #[must_use]
    pub fn plain2(self, key: &str, n1: &str, v1: impl Arg, n2: &str, v2: impl Arg) -> String {
        self.message(key, &[(n1, &v1), (n2, &v2)], false)
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        FORMATS.with(|f| f.numbers[self.index()].format_to_string(&Decimal::from(number)))
    }

    /// A day in words.
    #[must_use]
    pub fn date(self, at: Timestamp) -> String {
        let (year, month, day, _, _) = at.parts();
        Date::try_new_gregorian(year.into(), month, day).map_or_else(
            |_| at.day(),
            |date| FORMATS.with(|f| f.dates[self.index()].format(&date).to_string()),
        )
    }

    /// A day in words with the time of day in UTC.
    #[must_use]
    pub fn date_time(self, at: Timestamp) -> String {
        let (year, month, day, hour, minute) = at.parts();
        match (Date::try_new_gregorian(year.into(), month, day), Time::try_new(hour, minute, 0, 0)) {
            (Ok(date), Ok(time)) => {
                let moment = DateTime { date, time };
                FORMATS.with(|f| f.times[self.index()].format(&moment).to_string())
            }
            _ => at.to_rfc3339(),
        }
    }

    /// How long ago something was, roughly, as people say it; a date when it was long ago.
    #[must_use]
    pub fn ago(self, at: Timestamp, now: Timestamp) -> String {
        let minutes = (now - at).0 / 60_000_000;
        match minutes {
            i64::MIN..=0 => self.t("relative-now"),
            1..=59 => self.t1("relative-minutes-ago", "count", minutes),
            60..=1439 => self.t1("relative-hours-ago", "count", minutes / 60),
            1440..=43199 => self.t1("relative-days-ago", "count", minutes / 1440),
            _ => self.date(at),
        }
    }

    /// How far ahead something is, roughly.
    #[must_use]
    pub fn ahead(self, at: Timestamp, now: Timestamp) -> String {
        let minutes = (at - now).0 / 60_000_000;
        match minutes {
            i64::MIN..=0 => self.t("relative-now"),
            1..=59 => self.t1("relative-in-minutes", "count", minutes),
            60..=1439 => self.t1("relative-in-hours", "count", minutes / 60),
            _ => self.t1("relative-in-days", "count", minutes / 1440),
        }
    }

    /// The name of a language in this one.
    #[must_use]
    pub fn language_name(self, tag: &LanguageTag) -> String {
        for known in [tag.as_str(), tag.primary()] {
            let key = format!("language-{}", known.to_lowercase());
            if self.has(&key) {
                return self.t(&key);
            }
        }
        self.t1("language-other", "tag", tag.as_str())
    }

    /// Several things one after the other.
    #[must_use]
    pub fn list(self, items: &[String]) -> String {
        items.join(&self.plain("common-list-separator"))
    }

    /// The attributes of a text in another language, with a space before; empty for a text in this one.
    #[must_use]
    pub fn attributes(self, tag: &LanguageTag) -> String {
        if tag.as_str() == "und" {
            return r#" dir="auto""#.to_owned();
        }
        if tag.as_str() == self.as_str() {
            return String::new();
        }
        let dir = match tag.direction() {
            Direction::Rtl => "rtl",
            Direction::Ltr => "ltr",
        };
        format!(r#" lang="{tag}" dir="{dir}""#)
    }
}

/// A language's name in itself, for the switch between the texts of a statement.
#[must_use]
pub fn own_name(tag: &LanguageTag) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("am", "አማርኛ"),
        ("ar", "العربية"),
        ("bn", "বাংলা"),
        ("ckb", "کوردی"),
        ("de", "Deutsch"),
        ("el", "Ελληνικά"),
        ("en", "English"),
        ("es", "Español"),
        ("fa", "فارسی"),
        ("fr", "Français"),
        ("it", "Italiano"),
        ("kmr", "Kurmancî"),
        ("ku", "Kurdî"),
        ("ln", "Lingála"),
        ("my", "မြန်မာ"),
        ("nl", "Nederlands"),
        ("om", "Afaan Oromoo"),
        ("prs", "دری"),
        ("ps", "پښتو"),
        ("pt", "Português"),
        ("rn", "Ikirundi"),
        ("ru", "Русский"),
        ("rw", "Ikinyarwanda"),
        ("so", "Soomaali"),
        ("sv", "Svenska"),
        ("sw", "Kiswahili"),
        ("ti", "ትግርኛ"),
        ("tr", "Türkçe"),
        ("uk", "Українська"),
        ("ur", "اردو"),
    ];
    NAMES.iter().find(|(code, _)| *code == tag.primary()).map(|(_, name)| *name)
}

#[cfg(test)]
#[path = "i18n_tests.rs"]
mod tests;
