namespace ZaloBot.Settings;

/// <summary>A row of the people file.</summary>
/// <param name="UserId">Id within the OA; empty while the person is not linked yet.</param>
/// <param name="Name">Name as the office writes it. Never an identity.</param>
/// <param name="Unit">Unit the person belongs to.</param>
/// <param name="Positions">Short names of the positions held now, before or later.</param>
/// <param name="Line">Line of the file, for messages.</param>
public sealed record Person(string UserId, string Name, string Unit, IReadOnlyList<string> Positions, int Line)
{
    /// <summary>The positions with their days.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [.. Positions.Select(position => new Post(position))];

    /// <summary>Short names of the positions held on a day.</summary>
    public IReadOnlyList<string> PositionsOn(DateOnly day) => [.. Posts.Where(post => post.HoldsOn(day)).Select(post => post.Position)];
}
