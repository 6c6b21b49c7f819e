using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Members, requests, invitations and deputies of a group (fact sheet 5.2). The actor of all of it is the OA.</summary>
internal sealed class MembershipEndpoints
{
    private readonly ZaloEmulator _emulator;
    private readonly Happenings _happenings;

    private MembershipEndpoints(ZaloEmulator emulator, Happenings happenings) => (_emulator, _happenings) = (emulator, happenings);

    private World World => _emulator.World;

    private Quirks Quirks => _emulator.Quirks;

    public static void Map(Routes routes, ZaloEmulator emulator, Happenings happenings)
    {
        var here = new MembershipEndpoints(emulator, happenings);
        routes.Get("/v3.0/oa/group/listmember", Permissions.Groups, here.Members);
        routes.Get("/v3.0/oa/group/listpendinginvite", Permissions.Groups, here.Pending);
        routes.Post("/v3.0/oa/group/acceptpendinginvite", Permissions.Groups, here.Accept);
        routes.Post("/v3.0/oa/group/rejectpendinginvite", Permissions.Groups, here.Reject);
        routes.Post("/v3.0/oa/group/invite", Permissions.Groups, here.Invite);
        routes.Post("/v3.0/oa/group/removemembers", Permissions.Groups, here.Remove);
        routes.Post("/v3.0/oa/group/addadmins", Permissions.Groups, here.Promote);
        routes.Post("/v3.0/oa/group/removeadmins", Permissions.Groups, here.Demote);
    }

    /// <summary>The OA is one of the members, with another key; no role, no join date.</summary>
    private JsonObject Members(ApiRequest request)
    {
        var group = Groups.Usable(World, request.Query("group_id"), _happenings.Now);
        if (Quirks.CallsComeFrom == Origin.Abroad)
        {
            throw ApiRefusal.Of(-501);
        }

        List<JsonObject> all =
        [
            new() { ["oa_id"] = World.Oa.Id, ["name"] = World.Oa.Name, ["avatar"] = "https://s120.ava.example.zadn.vn/oa.jpg" },
            .. group.Members.Select(id => Row(id, withAvatar: true)),
        ];
        return Paged(request, all);
    }

    private JsonObject Pending(ApiRequest request)
    {
        var group = Groups.Usable(World, request.Query("group_id"), _happenings.Now);
        return Paged(request, [.. group.Pending.Select(id => Row(id, withAvatar: false))]);
    }

    private JsonObject? Accept(ApiRequest request) => Act(request, (group, id) => group.Pending.Contains(id) ? 0 : -201, (group, able) =>
    {
        CheckRoom(group, able.Count);
        _happenings.Approve(group.Id, able, World.Oa.Name);
    });

    private JsonObject? Reject(ApiRequest request) => Act(request, (group, id) => group.Pending.Contains(id) ? 0 : -201,
        (group, able) => _happenings.Reject(group.Id, able, World.Oa.Name));

    /// <summary>Followers, and people who dealt with the OA in the last 7 days (fact sheet 1.1).</summary>
    private JsonObject? Invite(ApiRequest request) => Act(request, (group, id) => World.FindPerson(id) switch
    {
        null => -201,
        _ when group.Members.Contains(id) => -201,
        { BlocksInvitations: true } => -217,
        { IsInactive: true } => -227,
        { IsFollower: true } => 0,
        { } person => Windows.IsOpen(person, _happenings.Now) ? 0 : -213,
    }, (group, able) =>
    {
        CheckRoom(group, able.Count);
        _happenings.Join(group.Id, able, who => Sentences.Added(who, World.Oa.Name));
    });

    private JsonObject? Remove(ApiRequest request) => Act(request, (group, id) =>
        group.Members.Contains(id) && (Quirks.MayRemoveDeputies || (!group.Deputies.Contains(id) && !World.Oa.Admins.Contains(id))) ? 0 : -201,
        (group, able) => _happenings.Out(group.Id, able, who => Sentences.Removed(who, World.Oa.Name)));

    private JsonObject? Promote(ApiRequest request) => Act(request, (group, id) => group.Members.Contains(id) && !group.Deputies.Contains(id) ? 0 : -201,
        (group, able) => _happenings.Promote(group.Id, able, World.Oa.Name));

    private JsonObject? Demote(ApiRequest request) => Act(request, (group, id) => group.Deputies.Contains(id) ? 0 : -201,
        (group, able) => _happenings.Demote(group.Id, able, World.Oa.Name));

    /// <summary>No result for each person: some ids may be passed over in silence (fact sheet 5.2, 10.16).</summary>
    private JsonObject? Act(ApiRequest request, Func<ChatGroup, string, int> check, Action<ChatGroup, IReadOnlyList<string>> act)
    {
        var group = Groups.Usable(World, request.Text("group_id"), _happenings.Now);
        var ids = request.Ids("member_user_ids", Quirks.MostIdsPerCall);
        var checkedIds = ids.Select(id => (Id: id, Error: check(group, id))).ToList();
        List<string> able = [.. checkedIds.Where(one => one.Error == 0).Select(one => one.Id)];
        if (able.Count == 0 || (able.Count < ids.Count && !Quirks.SilentPartialFailure))
        {
            var error = checkedIds.First(one => one.Error != 0).Error;
            throw error == -201 ? ApiRefusal.Invalid("member_user_ids") : ApiRefusal.Of(error);
        }

        act(group, able);
        return null;
    }

    private void CheckRoom(ChatGroup group, int newcomers)
    {
        if (group.Members.Count + 1 + newcomers > World.MostMembers(group))
        {
            throw ApiRefusal.TooLarge("member_user_ids");
        }
    }

    private JsonObject Row(string id, bool withAvatar)
    {
        var row = new JsonObject { ["user_id"] = id };
        if (Quirks.CallsComeFrom == Origin.VietNam)
        {
            row["name"] = World.Person(id).Name;
            if (withAvatar)
            {
                row["avatar"] = "https://s120.ava.example.zadn.vn/u.jpg";
            }
        }

        return row;
    }

    private JsonObject Paged(ApiRequest request, List<JsonObject> all)
    {
        var (offset, count) = request.Page(Quirks.LargestListPage, Quirks);
        var page = all.Skip(offset).Take(count).Select(row => (JsonNode)row).ToArray();
        var list = new JsonObject { ["offset"] = offset, ["count"] = count, ["member_count"] = page.Length, ["members"] = new JsonArray(page) };
        if (!Quirks.ListsWithoutTotal)
        {
            list["total"] = all.Count;
        }

        return list;
    }
}
