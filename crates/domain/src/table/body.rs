//! Whose table it is: one identity for the names that people give to the same body.

use sofra_base::country::Country;
use sofra_base::text::{fold, sanitise};

use super::model::BodyKind;

/// Bodies that are known under several names, each with its identity and its kind. What is not here is known by its own
/// name.
const KNOWN: &[(&str, BodyKind, &[&str])] = &[
    (
        "iasc",
        BodyKind::Un,
        &[
            "IASC",
            "Inter-Agency Standing Committee",
            "Comité permanent interorganisations",
            "CPI",
            "اللجنة الدائمة المشتركة بين الوكالات",
        ],
    ),
    (
        "unhcr-excom",
        BodyKind::Un,
        &[
            "ExCom",
            "UNHCR ExCom",
            "UNHCR Executive Committee",
            "Executive Committee of the High Commissioner's Programme",
            "Comité exécutif du HCR",
            "Comité exécutif du programme du Haut-Commissaire",
            "اللجنة التنفيذية للمفوضية",
            "اللجنة التنفيذية لبرنامج المفوض السامي",
        ],
    ),
    (
        "unhcr-ngo",
        BodyKind::Un,
        &[
            "UNHCR consultations with NGOs",
            "UNHCR NGO consultations",
            "UNHCR Global Consultations with NGOs",
            "Consultations du HCR avec les ONG",
            "مشاورات المفوضية مع المنظمات غير الحكومية",
        ],
    ),
    (
        "grf",
        BodyKind::Un,
        &["Global Refugee Forum", "GRF", "Forum mondial sur les réfugiés", "المنتدى العالمي للاجئين"],
    ),
    (
        "unhcr",
        BodyKind::Un,
        &[
            "UNHCR",
            "United Nations High Commissioner for Refugees",
            "HCR",
            "Haut-Commissariat des Nations Unies pour les réfugiés",
            "مفوضية الأمم المتحدة لشؤون اللاجئين",
            "المفوضية",
        ],
    ),
    ("ocha", BodyKind::Un, &["OCHA", "UN OCHA", "مكتب تنسيق الشؤون الإنسانية"]),
    (
        "iom",
        BodyKind::Un,
        &[
            "IOM",
            "OIM",
            "International Organization for Migration",
            "Organisation internationale pour les migrations",
            "المنظمة الدولية للهجرة",
        ],
    ),
    (
        "unga",
        BodyKind::Un,
        &[
            "UN General Assembly",
            "UNGA",
            "Assemblée générale des Nations Unies",
            "الجمعية العامة للأمم المتحدة",
        ],
    ),
    ("hrc", BodyKind::Un, &["Human Rights Council", "Conseil des droits de l'homme", "مجلس حقوق الإنسان"]),
];

/// The identity of a body: that of one that is known under several names; else its own name in one spelling, with the
/// country, because there is a ministry of the interior in each.
#[must_use]
pub fn identity(name: &str, country: Option<Country>) -> String {
    let written = spelling(name);
    let known = KNOWN
        .iter()
        .find(|(id, _, names)| written == *id || names.iter().any(|other| spelling(other) == written));
    if let Some((id, _, _)) = known {
        return (*id).to_owned();
    }
    match country {
        Some(country) => format!("{written} ({})", country.as_str().to_ascii_lowercase()),
        None => written,
    }
}

/// What a body is that is known under several names.
#[must_use]
pub fn known_kind(identity: &str) -> Option<BodyKind> {
    KNOWN.iter().find(|(id, _, _)| *id == identity).map(|(_, kind, _)| *kind)
}

/// The names that a form proposes.
pub fn proposed() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().filter_map(|(_, _, names)| names.first().copied())
}

fn spelling(name: &str) -> String {
    fold::fold(&sanitise::line(name)).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_body_has_one_identity_however_it_is_called() {
        for name in ["IASC", " iasc ", "Inter-Agency Standing Committee", "inter agency standing committee"] {
            assert_eq!(identity(name, None), "iasc", "{name}");
        }
        assert_eq!(identity("اللجنة التنفيذية للمفوضية", None), "unhcr-excom");
        assert_eq!(identity("Comite executif du HCR", None), "unhcr-excom", "accents are no difference");
        // Where a body of the world meets is no other body.
        assert_eq!(identity("ExCom", Country::parse("CH")), "unhcr-excom");
    }

    #[test]
    fn a_ministry_is_that_of_its_country() {
        let of = |code: &str| identity("Ministry of the Interior", Country::parse(code));
        assert_eq!(of("TR"), identity("ministry  of the INTERIOR", Country::parse("tr")));
        assert_ne!(of("TR"), of("LB"));
        assert_ne!(of("TR"), identity("Ministry of the Interior", None));
    }
}
