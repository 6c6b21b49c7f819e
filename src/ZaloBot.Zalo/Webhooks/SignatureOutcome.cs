namespace ZaloBot.Zalo.Webhooks;

/// <summary>What a signature check found.</summary>
public enum SignatureOutcome
{
    /// <summary>The header carries no digest at all, or something of another form.</summary>
    Malformed,

    /// <summary>Signed by the platform with the present key, for this app.</summary>
    Valid,

    /// <summary>Signed with the key before the last reset.</summary>
    ValidWithPreviousKey,

    /// <summary>There is no signature: not from the platform, but for the console's own probe of a new address.</summary>
    Missing,

    /// <summary>Well formed and wrong.</summary>
    Mismatch,

    /// <summary>Signed with a key of ours for another app than the configured one.</summary>
    OtherApp,
}
