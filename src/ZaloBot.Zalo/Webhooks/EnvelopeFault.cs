namespace ZaloBot.Zalo.Webhooks;

/// <summary>Why a body cannot even be looked at.</summary>
public enum EnvelopeFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Not one whole JSON value in UTF-8.</summary>
    NotJson,

    /// <summary>JSON, but not an object.</summary>
    NotAnObject,

    /// <summary>No <c>timestamp</c>, so there is nothing to verify the signature with.</summary>
    NoTimestamp,

    /// <summary><c>timestamp</c> or <c>app_id</c> stands there twice: nobody can tell which was signed.</summary>
    Ambiguous,
}
