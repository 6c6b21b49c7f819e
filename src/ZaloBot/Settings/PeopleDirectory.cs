namespace ZaloBot.Settings;

/// <summary>The people of the office, found by user id.</summary>
public sealed class PeopleDirectory
{
    private readonly Dictionary<string, Person> _byUserId;

    /// <summary>A directory of these rows; the first of several with one user id counts.</summary>
    public PeopleDirectory(IEnumerable<Person> people)
    {
        All = [.. people];
        _byUserId = All.Where(person => person.UserId.Length > 0).DistinctBy(person => person.UserId, StringComparer.Ordinal)
            .ToDictionary(person => person.UserId, StringComparer.Ordinal);
    }

    /// <summary>Nobody.</summary>
    public static PeopleDirectory Empty { get; } = new([]);

    /// <summary>All rows, those without a user id included, in the order of the file.</summary>
    public IReadOnlyList<Person> All { get; }

    /// <summary>The person with that user id, or null.</summary>
    public Person? Find(string userId) => _byUserId.GetValueOrDefault(userId);

    /// <summary>Short names of the positions of that person; empty when unknown.</summary>
    public IReadOnlyList<string> PositionsOf(string userId) => Find(userId)?.Positions ?? [];
}
