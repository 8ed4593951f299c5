//! A QR code as a drawing in the page itself: no picture to load, and no program elsewhere that sees the secret.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// An SVG of a text, dark on white with the quiet zone of four that readers need; `None` when the text is too long.
/// The label must be safe in an attribute, as Fluent's messages without values are.
#[must_use]
pub fn svg(text: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 8;
    let mut path = String::new();
    for (at, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        let _ = write!(path, "M{} {}h1v1h-1z", at % width + 4, at / width + 4);
    }
    Some(format!(
        r##"<svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {side} {side}" width="240" height="240" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_drawing_with_every_dark_module_and_nothing_else() {
        let drawn = svg("otpauth://totp/x", "label").unwrap();
        let dark = QrCode::with_error_correction_level("otpauth://totp/x", EcLevel::M).unwrap().to_colors();
        let dark = dark.iter().filter(|c| **c == Color::Dark).count();
        assert_eq!(drawn.matches("h1v1h-1z").count(), dark);
        assert!(!drawn.contains("otpauth") && !drawn.contains("style"));
        assert!(svg(&"x".repeat(5000), "label").is_none());
    }
}
