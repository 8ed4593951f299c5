//! Networks of this node at their origin: who belongs to them, as far as the reader may know, and what is asked in them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use sofra_domain::network::{CallId, call, store};
use sofra_domain::{Error, actor};

use super::{failed, give, local};
use crate::Federation;
use crate::object::{call as call_object, network as network_object};

/// `GET /o/{name}/members`, `GET /o/{name}/coordinators`
pub(super) async fn get_list(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> HttpResponse {
    let asked = match federation.asked(&request).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let (name, list) = path.into_inner();
    let reader = asked.reader.clone();
    let result = async {
        let found = local(&federation, "o", &name).await?;
        federation
            .db
            .read(move |c| {
                store::find(c, &found.id)?.ok_or(Error::NotFound)?;
                let (total, items) = network_object::named(c, &found, &reader, list == "coordinators")?;
                Ok::<_, Error>(network_object::collection(&format!("{}/{list}", found.uri), total, items))
            })
            .await
    }
    .await;
    match result {
        Ok(document) => asked.answer(&document),
        Err(error) => failed(&error),
    }
}

/// `GET /calls/{id}`: for the nodes of those who are asked.
pub(super) async fn get_call(
    federation: Data<Federation>,
    request: HttpRequest,
    path: Path<String>,
) -> HttpResponse {
    let (site, id) = (federation.site.clone(), path.into_inner());
    give(&federation, &request, move |c, reader| {
        let id = CallId::parse(&id).ok_or(Error::NotFound)?;
        let found = call::store::read(c, &id, reader)?;
        // What was asked elsewhere is given out by its own node only.
        if !found.local || !actor::store::get(c, &found.author_id)?.is_active() {
            return Err(Error::NotFound);
        }
        Ok((StatusCode::OK, call_object::to_document(&call::store::view(c, found)?, &site)))
    })
    .await
}
