namespace ZaloBot.Cli.Check;

/// <summary>One thing <c>check</c> looked at.</summary>
/// <param name="Area">settings, store, token or groups.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Finding">What was found, in Vietnamese.</param>
/// <param name="Cure">What helps; empty when nothing needs to.</param>
internal sealed record CheckLine(string Area, string Name, CheckState State, string Finding, string Cure = "");

/// <summary>How a thing is.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Usable; somebody should look.</summary>
    Warning,

    /// <summary>Not as it should be: the command ends with 1.</summary>
    Bad,

    /// <summary>Could not be looked at because of something told above.</summary>
    Skipped,
}
