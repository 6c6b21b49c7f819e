namespace ZaloBot.Emulator;

/// <summary>What the app uploaded, for as long as the platform keeps it: 7 days (fact sheet 5.6).</summary>
internal sealed class Uploads(EmulatorOptions options)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (ContentKind Kind, string Name, long Size, DateTimeOffset At)> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<(ContentKind, int), int> _counted = [];

    /// <exception cref="ApiRefusal">-211: the month's uploads of this kind are used up.</exception>
    public string Keep(ContentKind kind, string name, long size)
    {
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            var month = (kind, (now.Year * 12) + now.Month);
            var used = _counted.GetValueOrDefault(month);
            if (used >= options.UploadsPerMonth)
            {
                throw ApiRefusal.Of(-211);
            }

            _counted[month] = used + 1;
            var id = "up" + Guid.NewGuid().ToString("N");
            _kept[id] = (kind, name, size, now);
            return id;
        }
    }

    /// <exception cref="ApiRefusal">-100: unknown, of another kind, or kept too long ago.</exception>
    public (string Name, long Size) Find(string id, ContentKind kind)
    {
        lock (_gate)
        {
            return _kept.TryGetValue(id, out var kept) && kept.Kind == kind && options.TimeProvider.GetUtcNow() - kept.At <= Life
                ? (kept.Name, kept.Size)
                : throw ApiRefusal.Of(-100);
        }
    }
}
