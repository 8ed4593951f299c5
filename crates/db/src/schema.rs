//! The tables, as diesel sees them: the same on both databases. Kept beside the connection and apart from
//! the queries, because it is slow to compile and changes seldom.
#![allow(missing_docs)]

diesel::table! {
    node (id) {
        id -> Integer,
        domain -> Text,
        secret -> Binary,
        name -> Text,
        about -> Text,
        federation -> Text,
        actor_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        setup_token_hash -> Nullable<Text>,
        setup_at -> Nullable<BigInt>,
        sending_paused -> Bool,
        created_at -> BigInt,
        joining -> Text,
        generated_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    actor (id) {
        id -> Text,
        uri -> Text,
        local -> Bool,
        kind -> Text,
        username -> Text,
        skeleton -> Text,
        host -> Text,
        name -> Text,
        names -> Text,
        summary -> Text,
        summaries -> Text,
        page_url -> Nullable<Text>,
        inbox -> Text,
        shared_inbox -> Nullable<Text>,
        outbox -> Nullable<Text>,
        followers -> Nullable<Text>,
        icon_media_id -> Nullable<Text>,
        approves_followers -> Bool,
        handle_checked -> Bool,
        also_known_as -> Text,
        created_at -> BigInt,
        updated_at -> BigInt,
        fetched_at -> Nullable<BigInt>,
        deleted_at -> Nullable<BigInt>,
        suspended_at -> Nullable<BigInt>,
        home -> Text,
        hidden_at -> Nullable<BigInt>,
        stopped_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    actor_key (uri) {
        uri -> Text,
        actor_id -> Text,
        algorithm -> Text,
        public_key -> Text,
        private_key -> Nullable<Binary>,
        created_at -> BigInt,
        fetched_at -> BigInt,
    }
}

diesel::table! {
    account (id) {
        id -> Text,
        login -> Text,
        login_skeleton -> Text,
        password_hash -> Text,
        role -> Text,
        actor_id -> Nullable<Text>,
        language -> Nullable<Text>,
        created_at -> BigInt,
        disabled_at -> Nullable<BigInt>,
        name -> Text,
        name_skeleton -> Text,
    }
}

diesel::table! {
    membership (account_id, organisation_id) {
        account_id -> Text,
        organisation_id -> Text,
        role -> Text,
        created_at -> BigInt,
        shown -> Bool,
    }
}

diesel::table! {
    session (id) {
        id -> Text,
        token_hash -> Text,
        account_id -> Text,
        created_at -> BigInt,
        seen_at -> BigInt,
        expires_at -> BigInt,
        proven_at -> BigInt,
    }
}

diesel::table! {
    api_token (id) {
        id -> Text,
        token_hash -> Text,
        account_id -> Text,
        name -> Text,
        may_write -> Bool,
        created_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    peer (host) {
        host -> Text,
        policy -> Text,
        reason -> Text,
        decided_at -> Nullable<BigInt>,
        software -> Nullable<Text>,
        signature_scheme -> Text,
        failures -> Integer,
        open_until -> BigInt,
        last_success_at -> Nullable<BigInt>,
        last_failure_at -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        limited -> Bool,
        no_media -> Bool,
        no_reports -> Bool,
        public_reason -> Text,
        obfuscated -> Bool,
        decided_by -> Nullable<Text>,
    }
}

diesel::table! {
    follow (id) {
        id -> Text,
        uri -> Text,
        follower_id -> Text,
        target_id -> Text,
        state -> Text,
        created_at -> BigInt,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    statement (id) {
        id -> Text,
        uri -> Text,
        local -> Bool,
        author_id -> Text,
        written_by -> Nullable<Text>,
        object_type -> Text,
        kind -> Text,
        state -> Text,
        audience -> Text,
        authentic -> Text,
        numbered -> Bool,
        revision -> Integer,
        content_hash -> Text,
        in_reply_to -> Nullable<Text>,
        page_url -> Nullable<Text>,
        warning -> Nullable<Text>,
        details -> Nullable<Text>,
        created_at -> BigInt,
        published_at -> Nullable<BigInt>,
        updated_at -> BigInt,
        received_at -> Nullable<BigInt>,
        withdrawn_at -> Nullable<BigInt>,
        withdrawal_reason -> Nullable<Text>,
        hidden_at -> Nullable<BigInt>,
        listed_at -> BigInt,
    }
}

diesel::table! {
    statement_revision (statement_id, number) {
        statement_id -> Text,
        number -> Integer,
        created_at -> BigInt,
        written_by -> Nullable<Text>,
        note -> Text,
        content_hash -> Text,
        authentic -> Text,
    }
}

diesel::table! {
    statement_text (statement_id, revision, language) {
        statement_id -> Text,
        revision -> Integer,
        language -> Text,
        title -> Text,
        summary -> Text,
        body -> Nullable<Text>,
        html -> Text,
        translator -> Text,
    }
}

diesel::table! {
    statement_paragraph (statement_id, revision, number) {
        statement_id -> Text,
        revision -> Integer,
        number -> Integer,
        section -> Text,
        text -> Text,
        hash -> Text,
    }
}

diesel::table! {
    statement_demand (statement_id, demand) {
        statement_id -> Text,
        demand -> Text,
    }
}

diesel::table! {
    statement_recipient (statement_id, actor_id) {
        statement_id -> Text,
        actor_id -> Text,
    }
}

diesel::table! {
    media (id) {
        id -> Text,
        name -> Text,
        account_id -> Nullable<Text>,
        media_type -> Text,
        width -> Integer,
        height -> Integer,
        bytes -> BigInt,
        sha256 -> Text,
        blurhash -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    attachment (statement_id, revision, position) {
        statement_id -> Text,
        revision -> Integer,
        position -> Integer,
        media_id -> Nullable<Text>,
        remote_url -> Nullable<Text>,
        media_type -> Text,
        alt -> Text,
    }
}

diesel::table! {
    tombstone (uri, owner_uri) {
        uri -> Text,
        owner_uri -> Text,
        kind -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    inbox_item (id) {
        id -> BigInt,
        activity_uri -> Text,
        actor_uri -> Text,
        host -> Text,
        body -> Text,
        body_hash -> Text,
        state -> Text,
        attempts -> Integer,
        due_at -> BigInt,
        leased_until -> BigInt,
        outcome -> Nullable<Text>,
        received_at -> BigInt,
    }
}

diesel::table! {
    activity (id) {
        id -> Text,
        uri -> Text,
        actor_id -> Text,
        verb -> Text,
        object_uri -> Text,
        statement_id -> Nullable<Text>,
        public -> Bool,
        body -> Text,
        created_at -> BigInt,
        position_id -> Nullable<Text>,
        seat_id -> Nullable<Text>,
    }
}

diesel::table! {
    delivery (id) {
        id -> BigInt,
        activity_id -> Text,
        actor_id -> Text,
        inbox -> Text,
        host -> Text,
        state -> Text,
        in_line -> Bool,
        attempts -> Integer,
        due_at -> BigInt,
        leased_until -> BigInt,
        last_status -> Nullable<Integer>,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    job (id) {
        id -> BigInt,
        kind -> Text,
        dedupe -> Nullable<Text>,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        due_at -> BigInt,
        leased_until -> BigInt,
        last_error -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    refusal (day, host, reason) {
        day -> Text,
        host -> Text,
        reason -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    idempotency (account_id, request_key) {
        account_id -> Text,
        request_key -> Text,
        result -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    audit_entry (number) {
        number -> BigInt,
        at -> BigInt,
        account_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        act -> Text,
        object -> Text,
        reason -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    notification (id) {
        id -> Text,
        account_id -> Text,
        kind -> Text,
        link -> Text,
        created_at -> BigInt,
        seen_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    invitation (id) {
        id -> Text,
        token_hash -> Text,
        made_by -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        seat -> Nullable<Text>,
        role -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
        approved -> Bool,
    }
}

diesel::table! {
    join_request (id) {
        id -> Text,
        code_hash -> Text,
        organisation_id -> Text,
        login -> Text,
        name -> Text,
        words -> Text,
        password_hash -> Text,
        language -> Nullable<Text>,
        state -> Text,
        seat -> Nullable<Text>,
        created_at -> BigInt,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    second_factor (account_id) {
        account_id -> Text,
        secret -> Nullable<Binary>,
        last_step -> BigInt,
        failures -> Integer,
        blocked_until -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    recovery_code (hash) {
        hash -> Text,
        account_id -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    passkey (id) {
        id -> Text,
        account_id -> Text,
        credential_hash -> Text,
        name -> Text,
        data -> Binary,
        created_at -> BigInt,
    }
}

diesel::table! {
    sign_in_step (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        next -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    email (account_id) {
        account_id -> Text,
        address -> Nullable<Binary>,
        pending -> Nullable<Binary>,
        created_at -> BigInt,
    }
}

diesel::table! {
    one_time_link (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        purpose -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    lost_second_factor (account_id) {
        account_id -> Text,
        requested_at -> BigInt,
        due_at -> BigInt,
    }
}

diesel::table! {
    organisation_profile (actor_id) {
        actor_id -> Text,
        since -> Nullable<Integer>,
        decisions -> Text,
        links -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    organisation_trait (actor_id, kind, value) {
        actor_id -> Text,
        kind -> Text,
        value -> Text,
    }
}

diesel::table! {
    approval_rule (organisation_id) {
        organisation_id -> Text,
        kind -> Text,
        quorum -> Integer,
        threshold -> Integer,
        decided_at -> BigInt,
    }
}

diesel::table! {
    proposal (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        object -> Text,
        content -> Text,
        content_hash -> Text,
        at_once -> Bool,
        state -> Text,
        proposed_by -> Nullable<Text>,
        proposed_at -> BigInt,
        done_by -> Nullable<Text>,
        done_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    approval_vote (proposal_id, account_id) {
        proposal_id -> Text,
        account_id -> Text,
        decision -> Text,
        reason -> Text,
        content_hash -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    draft_comment (id) {
        id -> Text,
        statement_id -> Text,
        account_id -> Nullable<Text>,
        body -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    mandate (id) {
        id -> Text,
        uri -> Text,
        organisation_id -> Text,
        local -> Bool,
        state -> Text,
        holder_id -> Nullable<Text>,
        shown_name -> Text,
        accepted_at -> Nullable<BigInt>,
        forum -> Text,
        decision -> Text,
        decided_on -> Nullable<Text>,
        votes_for -> Nullable<Integer>,
        votes_against -> Nullable<Integer>,
        votes_abstained -> Nullable<Integer>,
        valid_from -> Text,
        valid_until -> Text,
        created_by -> Nullable<Text>,
        created_at -> BigInt,
        updated_at -> BigInt,
        activated_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
        revocation_reason -> Text,
        warned_at -> Nullable<BigInt>,
        ended_told_at -> Nullable<BigInt>,
        unlisted_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    mandate_scope (mandate_id, subject) {
        mandate_id -> Text,
        subject -> Text,
    }
}

diesel::table! {
    statement_mandate (statement_id) {
        statement_id -> Text,
        mandate_uri -> Text,
    }
}

diesel::table! {
    moderation_setting (id) {
        id -> Integer,
        publishes_blocks -> Bool,
        visitors_report -> Bool,
    }
}

diesel::table! {
    block (id) {
        id -> Text,
        account_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        kind -> Text,
        actor_id -> Nullable<Text>,
        host -> Nullable<Text>,
        created_at -> BigInt,
    }
}

diesel::table! {
    report (id) {
        id -> Text,
        account_id -> Nullable<Text>,
        origin_host -> Nullable<Text>,
        origin_uri -> Nullable<Text>,
        actor_id -> Text,
        category -> Text,
        rule_version -> Nullable<Integer>,
        rule_number -> Nullable<Integer>,
        words -> Text,
        forwarded -> Bool,
        words_forwarded -> Bool,
        state -> Text,
        assigned_to -> Nullable<Text>,
        created_at -> BigInt,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    report_statement (report_id, statement_id) {
        report_id -> Text,
        statement_id -> Text,
    }
}

diesel::table! {
    report_position (report_id, position_id) {
        report_id -> Text,
        position_id -> Text,
    }
}

diesel::table! {
    report_note (id) {
        id -> Text,
        report_id -> Text,
        account_id -> Nullable<Text>,
        words -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    decision (id) {
        id -> Text,
        report_id -> Nullable<Text>,
        measure -> Text,
        actor_id -> Nullable<Text>,
        statement_id -> Nullable<Text>,
        host -> Nullable<Text>,
        rule_version -> Nullable<Integer>,
        rule_number -> Nullable<Integer>,
        reason -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> BigInt,
        lifted_at -> Nullable<BigInt>,
        position_id -> Nullable<Text>,
    }
}

diesel::table! {
    appeal (id) {
        id -> Text,
        decision_id -> Text,
        account_id -> Nullable<Text>,
        words -> Text,
        state -> Text,
        answer -> Text,
        answered_by -> Nullable<Text>,
        created_at -> BigInt,
        answered_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    rule_version (number) {
        number -> Integer,
        created_at -> BigInt,
    }
}

diesel::table! {
    rule_text (version, number, language) {
        version -> Integer,
        number -> Integer,
        language -> Text,
        words -> Text,
    }
}

diesel::table! {
    vouch (id) {
        id -> Text,
        uri -> Text,
        offer_uri -> Nullable<Text>,
        voucher_id -> Text,
        vouched_id -> Text,
        state -> Text,
        reason -> Text,
        until -> Nullable<BigInt>,
        offered_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        checked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    vouch_claim (actor_id, uri) {
        actor_id -> Text,
        uri -> Text,
        due_at -> BigInt,
        tries -> Integer,
        checked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    trust_anchor (actor_id) {
        actor_id -> Text,
        reason -> Text,
        decided_at -> BigInt,
    }
}

diesel::table! {
    directory_entry (actor_id) {
        actor_id -> Text,
        listed -> Bool,
        folded -> Text,
        sorted -> Text,
    }
}

diesel::table! {
    actor_move (actor_id) {
        actor_id -> Text,
        target_uri -> Text,
        target_id -> Nullable<Text>,
        lookup -> Nullable<Text>,
        moved_at -> BigInt,
    }
}

diesel::table! {
    statement_alias (uri) {
        uri -> Text,
        statement_id -> Text,
        owner_uri -> Text,
        held_since -> Nullable<BigInt>,
    }
}

diesel::table! {
    brought_archive (organisation_id, owner_uri) {
        organisation_id -> Text,
        owner_uri -> Text,
        brought_at -> BigInt,
        confirmed_at -> Nullable<BigInt>,
        waiting -> Text,
        followers -> Text,
        record -> Text,
    }
}

diesel::table! {
    statement_writer (statement_id) {
        statement_id -> Text,
        account_id -> Nullable<Text>,
        name -> Text,
        actor_uri -> Nullable<Text>,
    }
}

diesel::table! {
    panic_code (account_id) {
        account_id -> Text,
        beginning -> Text,
        code_hash -> Text,
        stops_organisations -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    panic (account_id) {
        account_id -> Text,
        pulled_at -> BigInt,
    }
}

diesel::table! {
    position (id) {
        id -> Text,
        uri -> Text,
        local -> Bool,
        holder_id -> Text,
        subject -> Text,
        subject_hash -> Text,
        stance -> Text,
        audience -> Text,
        state -> Text,
        revision -> Integer,
        authentic -> Text,
        rule -> Text,
        quorum -> Integer,
        threshold -> Integer,
        member_totals -> Text,
        call_uri -> Nullable<Text>,
        page_url -> Nullable<Text>,
        decided_at -> BigInt,
        updated_at -> BigInt,
        received_at -> Nullable<BigInt>,
        withdrawn_at -> Nullable<BigInt>,
        hidden_at -> Nullable<BigInt>,
        stale -> Bool,
    }
}

diesel::table! {
    position_revision (position_id, number) {
        position_id -> Text,
        number -> Integer,
        stance -> Text,
        subject_hash -> Text,
        decided_at -> BigInt,
    }
}

diesel::table! {
    position_text (position_id, revision, language) {
        position_id -> Text,
        revision -> Integer,
        language -> Text,
        reasons -> Text,
    }
}

diesel::table! {
    position_network (position_id, network_id) {
        position_id -> Text,
        network_id -> Text,
    }
}

diesel::table! {
    member_position (account_id, organisation_id, subject) {
        account_id -> Text,
        organisation_id -> Text,
        subject -> Text,
        subject_hash -> Text,
        stance -> Text,
        reasons -> Text,
        updated_at -> BigInt,
        stale -> Bool,
    }
}

diesel::table! {
    network (actor_id) {
        actor_id -> Text,
        founding -> Text,
        parent_uri -> Nullable<Text>,
        kind -> Text,
        agenda -> Text,
        vouches -> Integer,
        founded_at -> BigInt,
        closed_at -> Nullable<BigInt>,
        successor_uri -> Nullable<Text>,
        predecessor_uri -> Nullable<Text>,
        refresh_at -> Nullable<BigInt>,
        updated_at -> BigInt,
    }
}

diesel::table! {
    network_member (network_id, organisation_id) {
        network_id -> Text,
        organisation_id -> Text,
        state -> Text,
        coordinates -> Bool,
        apply_uri -> Nullable<Text>,
        words -> Text,
        reason -> Text,
        applied_at -> BigInt,
        admitted_at -> Nullable<BigInt>,
        ended_at -> Nullable<BigInt>,
        updated_at -> BigInt,
        relay_hour -> BigInt,
        relayed -> Integer,
    }
}

diesel::table! {
    network_vouch (network_id, applicant_id, voucher_id) {
        network_id -> Text,
        applicant_id -> Text,
        voucher_id -> Text,
        uri -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    network_choice (network_id, voter_id, candidate_id) {
        network_id -> Text,
        voter_id -> Text,
        candidate_id -> Text,
        uri -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    network_motion (network_id, organisation_id, coordinator_id) {
        network_id -> Text,
        organisation_id -> Text,
        coordinator_id -> Text,
        removal -> Bool,
        reason -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    statement_network (statement_id, network_id) {
        statement_id -> Text,
        network_id -> Text,
    }
}

diesel::table! {
    call (id) {
        id -> Text,
        uri -> Text,
        local -> Bool,
        network_id -> Text,
        author_id -> Text,
        state -> Text,
        authentic -> Text,
        deadline_at -> BigInt,
        created_at -> BigInt,
        published_at -> Nullable<BigInt>,
        updated_at -> BigInt,
        reminded_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    call_text (call_id, language) {
        call_id -> Text,
        language -> Text,
        title -> Text,
        body -> Text,
    }
}

diesel::table! {
    call_subject (call_id, number) {
        call_id -> Text,
        number -> Integer,
        subject -> Text,
        subject_hash -> Text,
    }
}

diesel::table! {
    tally (scope, subject, dimension, value, stance) {
        scope -> Text,
        subject -> Text,
        dimension -> Text,
        value -> Text,
        stance -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    tally_voice (scope, dimension, value) {
        scope -> Text,
        dimension -> Text,
        value -> Text,
        members -> BigInt,
        spoken -> BigInt,
    }
}

diesel::table! {
    voice (scope, actor_id) {
        scope -> Text,
        actor_id -> Text,
        positions -> BigInt,
    }
}

diesel::table! {
    counted (position_id) {
        position_id -> Text,
        holder_id -> Text,
        subject -> Text,
        stance -> Text,
        week -> Text,
        version -> Text,
        scopes -> Text,
        updated_at -> BigInt,
    }
}

diesel::table! {
    counted_holder (actor_id) {
        actor_id -> Text,
        dimensions -> Text,
        scopes -> Text,
    }
}

diesel::table! {
    search_document (id) {
        id -> BigInt,
        kind -> Text,
        object_id -> Text,
        language -> Text,
        author_id -> Text,
        words -> Text,
    }
}

diesel::table! {
    digest_subscription (account_id) {
        account_id -> Text,
        last_week -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    key_history (actor_id, position) {
        actor_id -> Text,
        position -> Integer,
        uri -> Text,
        public_key -> Text,
        succession -> Nullable<Text>,
        trace -> Text,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    object_proof (uri) {
        uri -> Text,
        holder_id -> Text,
        status -> Text,
        key_uri -> Nullable<Text>,
        document -> Nullable<Text>,
        checked_at -> BigInt,
    }
}

diesel::table! {
    table_seat (id) {
        id -> Text,
        uri -> Text,
        local -> Bool,
        holder_id -> Text,
        body -> Text,
        body_name -> Text,
        body_kind -> Text,
        country -> Text,
        body_actor -> Nullable<Text>,
        process -> Text,
        meeting -> Nullable<Text>,
        stage -> Text,
        kind -> Text,
        language -> Text,
        state -> Text,
        rung -> Integer,
        refusal -> Text,
        rating -> Integer,
        rating_words -> Text,
        audience -> Text,
        revision -> Integer,
        recorded_at -> BigInt,
        updated_at -> BigInt,
        received_at -> Nullable<BigInt>,
        withdrawn_at -> Nullable<BigInt>,
        hidden_at -> Nullable<BigInt>,
        page_url -> Nullable<Text>,
    }
}

diesel::table! {
    table_step (seat_id, number) {
        seat_id -> Text,
        number -> Integer,
        state -> Text,
        refusal -> Text,
        happened_on -> Text,
        words -> Text,
        evidence -> Text,
        recorded_at -> BigInt,
    }
}

diesel::table! {
    table_network (seat_id, network_id) {
        seat_id -> Text,
        network_id -> Text,
    }
}

diesel::table! {
    table_reply (id) {
        id -> Text,
        seat_id -> Text,
        uri -> Text,
        name -> Text,
        actor_uri -> Nullable<Text>,
        language -> Text,
        words -> Text,
        passed_on -> Bool,
        created_at -> BigInt,
        updated_at -> BigInt,
        withdrawn_at -> Nullable<BigInt>,
        hidden_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    table_reply_link (seat_id) {
        seat_id -> Text,
        token_hash -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::joinable!(actor_key -> actor (actor_id));
diesel::joinable!(account -> actor (actor_id));
diesel::joinable!(membership -> account (account_id));
diesel::joinable!(membership -> actor (organisation_id));
diesel::joinable!(session -> account (account_id));
diesel::joinable!(api_token -> account (account_id));
diesel::joinable!(statement -> actor (author_id));
diesel::joinable!(statement -> account (written_by));
diesel::joinable!(statement_revision -> statement (statement_id));
diesel::joinable!(statement_revision -> account (written_by));
diesel::joinable!(statement_text -> statement (statement_id));
diesel::joinable!(statement_paragraph -> statement (statement_id));
diesel::joinable!(statement_demand -> statement (statement_id));
diesel::joinable!(statement_recipient -> statement (statement_id));
diesel::joinable!(statement_recipient -> actor (actor_id));
diesel::joinable!(media -> account (account_id));
diesel::joinable!(attachment -> statement (statement_id));
diesel::joinable!(attachment -> media (media_id));
diesel::joinable!(activity -> actor (actor_id));
diesel::joinable!(activity -> statement (statement_id));
diesel::joinable!(delivery -> activity (activity_id));
diesel::joinable!(idempotency -> account (account_id));
diesel::joinable!(notification -> account (account_id));
diesel::joinable!(invitation -> account (made_by));
diesel::joinable!(invitation -> actor (organisation_id));
diesel::joinable!(join_request -> actor (organisation_id));
diesel::joinable!(second_factor -> account (account_id));
diesel::joinable!(recovery_code -> account (account_id));
diesel::joinable!(passkey -> account (account_id));
diesel::joinable!(sign_in_step -> account (account_id));
diesel::joinable!(email -> account (account_id));
diesel::joinable!(one_time_link -> account (account_id));
diesel::joinable!(lost_second_factor -> account (account_id));
diesel::joinable!(organisation_profile -> actor (actor_id));
diesel::joinable!(organisation_trait -> actor (actor_id));
diesel::joinable!(approval_rule -> actor (organisation_id));
diesel::joinable!(proposal -> actor (organisation_id));
diesel::joinable!(approval_vote -> proposal (proposal_id));
diesel::joinable!(approval_vote -> account (account_id));
diesel::joinable!(draft_comment -> statement (statement_id));
diesel::joinable!(draft_comment -> account (account_id));
diesel::joinable!(mandate -> actor (organisation_id));
diesel::joinable!(mandate_scope -> mandate (mandate_id));
diesel::joinable!(statement_mandate -> statement (statement_id));
diesel::joinable!(report_position -> report (report_id));
diesel::joinable!(report_position -> position (position_id));
diesel::joinable!(report_statement -> report (report_id));
diesel::joinable!(report_statement -> statement (statement_id));
diesel::joinable!(report -> actor (actor_id));
diesel::joinable!(report_note -> report (report_id));
diesel::joinable!(appeal -> decision (decision_id));
diesel::joinable!(rule_text -> rule_version (version));
diesel::joinable!(vouch_claim -> actor (actor_id));
diesel::joinable!(trust_anchor -> actor (actor_id));
diesel::joinable!(directory_entry -> actor (actor_id));
diesel::joinable!(actor_move -> actor (actor_id));
diesel::joinable!(statement_alias -> statement (statement_id));
diesel::joinable!(brought_archive -> actor (organisation_id));
diesel::joinable!(statement_writer -> statement (statement_id));
diesel::joinable!(statement_writer -> account (account_id));
diesel::joinable!(panic_code -> account (account_id));
diesel::joinable!(panic -> account (account_id));
diesel::joinable!(position -> actor (holder_id));
diesel::joinable!(position_revision -> position (position_id));
diesel::joinable!(position_text -> position (position_id));
diesel::joinable!(position_network -> position (position_id));
diesel::joinable!(position_network -> actor (network_id));
diesel::joinable!(member_position -> account (account_id));
diesel::joinable!(member_position -> actor (organisation_id));
diesel::joinable!(network -> actor (actor_id));
diesel::joinable!(statement_network -> statement (statement_id));
diesel::joinable!(statement_network -> actor (network_id));
diesel::joinable!(network_member -> actor (organisation_id));
diesel::joinable!(call -> actor (author_id));
diesel::joinable!(call_text -> call (call_id));
diesel::joinable!(call_subject -> call (call_id));
diesel::joinable!(voice -> actor (actor_id));
diesel::joinable!(search_document -> actor (author_id));
diesel::joinable!(digest_subscription -> account (account_id));
diesel::joinable!(key_history -> actor (actor_id));
diesel::joinable!(object_proof -> actor (holder_id));
diesel::joinable!(table_seat -> actor (holder_id));
diesel::joinable!(table_step -> table_seat (seat_id));
diesel::joinable!(table_network -> table_seat (seat_id));
diesel::joinable!(table_network -> actor (network_id));
diesel::joinable!(table_reply -> table_seat (seat_id));
diesel::joinable!(table_reply_link -> table_seat (seat_id));

diesel::allow_tables_to_appear_in_same_query!(
    node,
    actor,
    actor_key,
    account,
    membership,
    session,
    api_token,
    peer,
    follow,
    statement,
    statement_revision,
    statement_text,
    statement_paragraph,
    statement_demand,
    statement_recipient,
    media,
    attachment,
    tombstone,
    inbox_item,
    activity,
    delivery,
    job,
    refusal,
    idempotency,
    audit_entry,
    notification,
    invitation,
    join_request,
    second_factor,
    recovery_code,
    passkey,
    sign_in_step,
    email,
    one_time_link,
    lost_second_factor,
    organisation_profile,
    organisation_trait,
    approval_rule,
    proposal,
    approval_vote,
    draft_comment,
    mandate,
    mandate_scope,
    statement_mandate,
    moderation_setting,
    block,
    report,
    report_statement,
    report_position,
    report_note,
    decision,
    appeal,
    rule_version,
    rule_text,
    vouch,
    vouch_claim,
    trust_anchor,
    directory_entry,
    actor_move,
    statement_alias,
    brought_archive,
    statement_writer,
    panic_code,
    panic,
    position,
    position_revision,
    position_text,
    position_network,
    member_position,
    table_seat,
    table_step,
    table_network,
    table_reply,
    table_reply_link,
    network,
    network_member,
    network_vouch,
    network_choice,
    network_motion,
    statement_network,
    call,
    call_text,
    call_subject,
    tally,
    tally_voice,
    voice,
    counted,
    counted_holder,
    search_document,
    digest_subscription,
    key_history,
    object_proof,
);
