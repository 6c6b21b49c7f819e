namespace ZaloBot.Settings;

/// <summary>A row of the people file.</summary>
/// <param name="UserId">Id within the OA; empty while the person is not linked yet.</param>
/// <param name="Name">Name as the office writes it. Never an identity.</param>
/// <param name="Unit">Unit the person belongs to.</param>
/// <param name="Positions">Short names of the positions held.</param>
/// <param name="Line">Line of the file, for messages.</param>
public sealed record Person(string UserId, string Name, string Unit, IReadOnlyList<string> Positions, int Line);
