using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>People and the OA itself (fact sheet 5.7).</summary>
internal sealed class UserEndpoints
{
    private readonly ZaloEmulator _emulator;
    private readonly Happenings _happenings;
    private readonly Wobble _wobble;

    private UserEndpoints(ZaloEmulator emulator, Happenings happenings)
    {
        (_emulator, _happenings) = (emulator, happenings);
        _wobble = new Wobble(emulator.Quirks);
    }

    private World World => _emulator.World;

    public static void Map(Routes routes, ZaloEmulator emulator, Happenings happenings)
    {
        var here = new UserEndpoints(emulator, happenings);
        routes.Get("/v3.0/oa/user/detail", Permissions.Users, here.Detail);
        routes.Get("/v3.0/oa/user/getlist", Permissions.Users, here.List);
        routes.Post("/v2.0/oa/deletefollowerinfo", Permissions.Users, here.Erase);

        // Only v2.0: the same path under v3.0 is a 404 (fact sheet 5.7).
        routes.Get("/v2.0/oa/getoa", Permissions.Oa, here.Oa);
    }

    private static bool IsKnownToOa(Person person) => person.IsFollower || person.LastInteraction is not null;

    private JsonObject Detail(ApiRequest request)
    {
        var person = World.FindPerson(ApiRequest.Text(request.Data["user_id"], "user_id")) ?? throw ApiRefusal.Invalid("user_id");
        if (_emulator.Quirks.CallsComeFrom != Origin.VietNam)
        {
            throw ApiRefusal.Of(-501);
        }

        if (!IsKnownToOa(person) && !_emulator.Quirks.DetailsOfStrangers)
        {
            throw ApiRefusal.Of(-213);
        }

        return new JsonObject
        {
            ["user_id"] = person.Id,
            ["user_id_by_app"] = World.Oa.IsLinked ? person.IdByApp : "",
            ["user_external_id"] = "",
            ["display_name"] = person.Name,
            ["user_alias"] = person.Name,
            ["is_sensitive"] = false,
            ["user_last_interaction_date"] = person.LastInteraction is { } last ? VietNam.Date(last) : "",
            ["user_is_follower"] = person.IsFollower,
            ["avatar"] = "https://s120.ava.example.zadn.vn/u.jpg",
            ["avatars"] = new JsonObject { ["120"] = "https://s120.ava.example.zadn.vn/u.jpg", ["240"] = "https://s240.ava.example.zadn.vn/u.jpg" },
            ["dynamic_param"] = "",
            ["tags_and_notes_info"] = new JsonObject { ["notes"] = new JsonArray(), ["tag_names"] = new JsonArray() },
            ["shared_info"] = new JsonObject(),
        };
    }

    private JsonObject List(ApiRequest request)
    {
        var data = request.Data;
        var (offset, count) = request.Page(50, _emulator.Quirks, data);
        if (offset > 9951)
        {
            throw ApiRefusal.TooLarge("offset");
        }

        var followersOnly = data["is_follower"]?.ToString();
        var people = World.People.Where(IsKnownToOa)
            .Where(person => followersOnly is null || person.IsFollower == string.Equals(followersOnly, "true", StringComparison.OrdinalIgnoreCase))
            .ToList();
        var page = people.Skip(offset).Take(count).Select(person => (JsonNode)new JsonObject { ["user_id"] = person.Id }).ToArray();
        return new JsonObject { ["total"] = people.Count, ["count"] = page.Length, ["offset"] = offset, ["users"] = new JsonArray(page) };
    }

    /// <summary>The OA forgets what it holds about a person. The account itself and its place in groups stay.</summary>
    private JsonObject? Erase(ApiRequest request)
    {
        var person = World.FindPerson(request.Text("user_id")) ?? throw ApiRefusal.Invalid("user_id");
        World.Set(person with { LastInteraction = null, RepliesUsed = 0, PressedChat = false });
        return null;
    }

    private JsonObject Oa(ApiRequest request) => new()
    {
        ["oaid"] = World.Oa.Id,
        ["name"] = World.Oa.Name,
        ["description"] = "",
        ["oa_alias"] = "",
        ["is_verified"] = World.Oa.IsVerified,
        ["oa_type"] = 2,
        ["cate_name"] = "Cơ quan nhà nước",
        ["num_follower"] = _wobble.Number(World.People.Count(person => person.IsFollower)),
        ["avatar"] = "https://s120.ava.example.zadn.vn/oa.jpg",
        ["cover"] = "https://cover.example.zadn.vn/oa.jpg",
        ["package_name"] = World.Oa.Package,
        ["package_valid_through_date"] = VietNam.Date(_happenings.Now.AddYears(1)),
        ["package_auto_renew_date"] = VietNam.Date(_happenings.Now.AddYears(1)),
        ["linked_ZCA"] = "",
    };
}
