using System.Collections.Immutable;

namespace ZaloBot.Emulator;

/// <summary>
/// A world in a few lines: <c>new WorldBuilder().Person("7…01", "Nguyễn Thử Một").Group("ab12…90", "Nhóm thử", "7…01").Build()</c>.
/// </summary>
public sealed class WorldBuilder
{
    private readonly List<Person> _people = [];
    private readonly List<ChatGroup> _groups = [];
    private readonly List<Asset> _assets = [];
    private readonly HashSet<string> _admins = new(StringComparer.Ordinal);
    private OfficialAccount _oa = new() { Id = "4000000000000000001", Name = "OA Thử nghiệm" };

    /// <summary>The Official Account; <c>4000000000000000001</c> when left out.</summary>
    public WorldBuilder Oa(string id, string name)
    {
        _oa = _oa with { Id = id, Name = name };
        return this;
    }

    /// <summary>Changes whatever else the OA has.</summary>
    public WorldBuilder Oa(Func<OfficialAccount, OfficialAccount> change)
    {
        _oa = change(_oa);
        return this;
    }

    /// <summary>A person who never dealt with the OA.</summary>
    public WorldBuilder Person(string id, string name, string role = "") => Person(new Person { Id = id, Name = name, Role = role });

    /// <summary>A person who follows the OA and wrote to it at the given time, which opens the private window.</summary>
    public WorldBuilder Follower(string id, string name, DateTimeOffset lastInteraction, string role = "") =>
        Person(new Person { Id = id, Name = name, Role = role, IsFollower = true, LastInteraction = lastInteraction });

    /// <summary>A person in every detail.</summary>
    public WorldBuilder Person(Person person)
    {
        _people.Add(person);
        return this;
    }

    /// <summary>Makes people administrators of the OA.</summary>
    public WorldBuilder Admins(params ReadOnlySpan<string> users)
    {
        foreach (var user in users)
        {
            _admins.Add(user);
        }

        return this;
    }

    /// <summary>A group with its own asset for a hundred people.</summary>
    public WorldBuilder Group(string id, string name, params string[] members) =>
        Group(new ChatGroup { Id = id, Name = name, Members = [.. members] });

    /// <summary>A group in every detail; without an <see cref="ChatGroup.AssetId"/> it gets one of its own.</summary>
    public WorldBuilder Group(ChatGroup group)
    {
        if (group.AssetId.Length == 0)
        {
            var asset = new Asset { Id = FormattableString.Invariant($"a55e7{_assets.Count:d11}a001"), UsedBy = group.Id };
            _assets.Add(asset);
            group = group with { AssetId = asset.Id };
        }

        _groups.Add(group);
        return this;
    }

    /// <summary>Makes members of the group named last deputies.</summary>
    public WorldBuilder Deputies(params string[] users)
    {
        _groups[^1] = _groups[^1] with { Deputies = [.. users] };
        return this;
    }

    /// <summary>Changes the switches of the group named last.</summary>
    public WorldBuilder Settings(GroupSettings settings)
    {
        _groups[^1] = _groups[^1] with { Settings = settings };
        return this;
    }

    /// <summary>One more asset, free for a new group unless told otherwise.</summary>
    public WorldBuilder Asset(Asset asset)
    {
        _assets.Add(asset);
        return this;
    }

    /// <summary>The world. People named in groups but not introduced get a name made of their id.</summary>
    public World Build()
    {
        var world = new World(_oa with { Admins = _oa.Admins.Concat(_admins).ToImmutableHashSet(StringComparer.Ordinal) });
        _assets.ForEach(world.Set);
        _people.ForEach(world.Set);
        foreach (var group in _groups)
        {
            foreach (var id in group.Members.Concat(group.Pending).Where(id => world.FindPerson(id) is null))
            {
                world.Set(new Person { Id = id, Name = "Người dùng " + id[^4..] });
            }

            world.Set(group);
        }

        return world;
    }
}
