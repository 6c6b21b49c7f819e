namespace ZaloBot.Rules;

/// <summary>The rules, in the order in which a tie between them is settled: the graver first.</summary>
public enum RuleName
{
    /// <summary>Fraud: false gifts, one-time codes, impersonation.</summary>
    Scam,

    /// <summary>Swearing, insults, sneering.</summary>
    Uncivil,

    /// <summary>Hearsay and unverified news.</summary>
    Unofficial,

    /// <summary>Private sales, loans, recruiting of sellers.</summary>
    Advertising,

    /// <summary>Private matters: family, health, own celebrations, favours.</summary>
    Personal,

    /// <summary>Football, films, jokes, chain greetings.</summary>
    OffTopic,

    /// <summary>Many messages of one person in a short time.</summary>
    Flood,

    /// <summary>Somebody who is in a group without belonging there.</summary>
    Membership,
}
