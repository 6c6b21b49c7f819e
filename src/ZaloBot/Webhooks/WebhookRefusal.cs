namespace ZaloBot.Webhooks;

/// <summary>Why a request to the webhook is refused.</summary>
public enum WebhookRefusal
{
    /// <summary>Not JSON, or without <c>timestamp</c>: there is nothing that could be verified.</summary>
    NotJson,

    /// <summary>Something else than a POST.</summary>
    NotPosted,

    /// <summary>The signature header is missing.</summary>
    Unsigned,

    /// <summary>The signature does not fit.</summary>
    WronglySigned,

    /// <summary>Longer than <c>Webhook.MaxBodyBytes</c>.</summary>
    TooLarge,

    /// <summary>No <c>OaSecretKey</c> is set: no signature can be verified.</summary>
    NoSecret,

    /// <summary>Neither the store nor the spool could keep it.</summary>
    NotKept,
}
