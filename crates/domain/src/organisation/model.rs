//! What an organisation says about itself, beyond its name and words.

use sofra_base::country::Country;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text_enum;

text_enum! {
    /// What an organisation declares to be; several are possible.
    pub enum Declared {
        /// Led by refugees.
        RefugeeLed = "refugee-led",
        /// Led by women.
        WomenLed = "women-led",
        /// Led by young people.
        YouthLed = "youth-led",
        /// Of the community that receives refugees.
        HostCommunity = "host-community",
        /// Stands with refugees.
        Ally = "ally",
    }
}

text_enum! {
    /// By what a directory may filter. The spelling is that of the column `organisation_trait.kind`.
    pub enum Trait {
        /// See [`Declared`].
        Declared = "declared",
        /// A country of origin of its people.
        Origin = "origin",
        /// The country it works in.
        Host = "host",
        /// A language it works in.
        Language = "language",
    }
}

/// A profile's facts, checked. All of them are optional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What it declares to be.
    pub declared: Vec<Declared>,
    /// Where its people come from, by code.
    pub origins: Vec<Country>,
    /// Where it works.
    pub host: Option<Country>,
    /// The languages it works in.
    pub languages: Vec<LanguageTag>,
    /// The year in which it began.
    pub since: Option<i32>,
    /// How its decisions are made; plain text by language.
    pub decisions: Localized<String>,
    /// Its pages elsewhere; https only.
    pub links: Vec<String>,
}

impl Facts {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What can be filtered by, as it is stored.
    #[must_use]
    pub fn traits(&self) -> Vec<(Trait, String)> {
        let declared = self.declared.iter().map(|d| (Trait::Declared, d.as_str().to_owned()));
        let origins = self.origins.iter().map(|c| (Trait::Origin, c.as_str().to_owned()));
        let host = self.host.iter().map(|c| (Trait::Host, c.as_str().to_owned()));
        let languages = self.languages.iter().map(|l| (Trait::Language, l.to_string()));
        declared.chain(origins).chain(host).chain(languages).collect()
    }
}
