//! A mandate under its own id, for those who check one.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use sofra_domain::mandate::{MandateId, store};
use sofra_domain::{Error, mandate};

use super::{failed, local};
use crate::Federation;
use crate::object::mandate as mandate_object;

/// `GET /o/{name}/mandates/{id}` by `Accept` of ActivityPub.
pub(super) async fn get_mandate(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (name, id) = path.into_inner();
    let result = async {
        let organisation = local(&federation, "o", &name).await?;
        let id = MandateId::parse(&id).ok_or(Error::NotFound)?;
        let today = federation.clock.now().day();
        let owner = organisation.id.clone();
        let found: mandate::View = federation.db.read(move |c| store::public(c, &owner, &id)).await?;
        Ok::<_, Error>(mandate_object::to_document(&found, &organisation, &today))
    }
    .await;
    match result {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}
