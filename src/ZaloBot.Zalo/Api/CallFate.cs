namespace ZaloBot.Zalo.Api;

/// <summary>What is known about a call that did not succeed. Decides whether repeating it may do the thing twice.</summary>
public enum CallFate
{
    /// <summary>The request never left: no connection, the circuit is open, no token. Nothing was done.</summary>
    NotSent,

    /// <summary>The platform answered and said no. Nothing was done.</summary>
    Refused,

    /// <summary>It may have been done: the answer was lost, late, broken, or the platform itself does not know.</summary>
    Unclear,
}
