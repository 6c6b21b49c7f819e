namespace ZaloBot.Emulator;

/// <summary>The Official Account and what the platform allows it (fact sheet 1 and 5.7).</summary>
public sealed record OfficialAccount
{
    /// <summary>Decimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>Ids of the people who administer it; one of them must be in every new group.</summary>
    public IReadOnlySet<string> Admins { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What the OA allowed the app; a call without its permission answers -223.</summary>
    public Permissions Permissions { get; init; } = Permissions.All;

    /// <summary>An unverified OA is refused with -221.</summary>
    public bool IsVerified { get; init; } = true;

    /// <summary>A disabled OA is refused with -204.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether app and OA are linked: without it events carry no <c>user_id_by_app</c> (2.5).</summary>
    public bool IsLinked { get; init; } = true;

    /// <summary>Name of the package as <c>getoa</c> shows it.</summary>
    public string Package { get; init; } = "Tăng trưởng";

    /// <summary>Private messages that may be paid for once the eight free ones are used; then -211 (5.5).</summary>
    public int PaidMessages { get; init; } = 1000;
}

/// <summary>The permission groups that matter here (fact sheet 1.2).</summary>
[Flags]
public enum Permissions
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Manage group information.</summary>
    Groups = 1,

    /// <summary>Send messages and notifications.</summary>
    Send = 2,

    /// <summary>Manage user information.</summary>
    Users = 4,

    /// <summary>Manage OA information.</summary>
    Oa = 8,

    /// <summary>Manage user messages: what a person and the OA wrote to each other.</summary>
    Messages = 16,

    /// <summary>All of them.</summary>
    All = Groups | Send | Users | Oa | Messages,
}
