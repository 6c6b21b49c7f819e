namespace ZaloBot.Cli;

/// <summary>What a command ends with.</summary>
public static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Well = 0;

    /// <summary>Something is not as it should be.</summary>
    public const int NotWell = 1;

    /// <summary>The command was not understood, or what it was given.</summary>
    public const int BadInput = 2;
}
