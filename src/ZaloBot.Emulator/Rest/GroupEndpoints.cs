using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Groups and assets: quota, create, info, update, dissolve (fact sheet 5.2).</summary>
internal sealed class GroupEndpoints
{
    private readonly ZaloEmulator _emulator;
    private readonly EmulatorOptions _options;
    private readonly Happenings _happenings;
    private readonly Wobble _wobble;

    private GroupEndpoints(ZaloEmulator emulator, EmulatorOptions options, Happenings happenings)
    {
        (_emulator, _options, _happenings) = (emulator, options, happenings);
        _wobble = new Wobble(emulator.Quirks);
    }

    private World World => _emulator.World;

    public static void Map(Routes routes, ZaloEmulator emulator, EmulatorOptions options, Happenings happenings)
    {
        var here = new GroupEndpoints(emulator, options, happenings);
        routes.Post("/v3.0/oa/quota/group", Permissions.Groups, here.Quota);
        routes.Post("/v3.0/oa/group/creategroupwithoa", Permissions.Groups, here.Create);
        routes.Get("/v3.0/oa/group/getgroup", Permissions.Groups, here.Info);
        routes.Get("/v3.0/oa/group/getgroupsofoa", Permissions.Groups, here.List);
        routes.Post("/v3.0/oa/group/updateinfo", Permissions.Groups, here.Update);
        routes.Post("/v3.0/oa/group/updateasset", Permissions.Groups, here.Rebind);
        routes.Post("/v3.0/oa/group/delete", Permissions.Groups, here.Delete);
    }

    private JsonArray Quota(ApiRequest request)
    {
        if (request.Text("quota_owner") is not ("OA" or "APP"))
        {
            throw ApiRefusal.Invalid("quota_owner");
        }

        var product = ApiRequest.OptionalText(request.Body["product_type"], "product_type");
        var quota = ApiRequest.OptionalText(request.Body["quota_type"], "quota_type");
        return [.. World.Assets
            .Where(asset => (product ?? asset.ProductType) == asset.ProductType && (quota ?? asset.QuotaType) == asset.QuotaType)
            .Select(asset => (JsonNode)new JsonObject
            {
                ["product_type"] = asset.ProductType,
                ["quota_type"] = asset.QuotaType,
                ["asset_id"] = asset.Id,
                ["valid_through"] = VietNam.Date(asset.ValidThrough),
                ["auto_renew"] = _wobble.Flag(false),
                ["status"] = asset.UsedBy.Length == 0 ? "available" : "used",
                ["used_id"] = asset.UsedBy,
            })];
    }

    private JsonObject Create(ApiRequest request)
    {
        var name = GroupName(request.Text("group_name"));
        var description = ApiRequest.OptionalText(request.Body["group_description"], "group_description") ?? "";
        var asset = FreeAsset(request.Text("asset_id"));
        var members = request.Ids("member_user_ids", 99);
        if (members.Any(id => World.FindPerson(id) is null) || !members.Any(World.Oa.Admins.Contains))
        {
            throw ApiRefusal.Invalid("member_user_ids");
        }

        var group = new ChatGroup
        {
            Id = World.NewId(),
            Name = name,
            Description = description,
            Members = [.. members],
            AssetId = asset.Id,
        };
        World.Set(asset with { UsedBy = group.Id });
        _happenings.Create(group);
        return Row(World.Group(group.Id));
    }

    private JsonObject Info(ApiRequest request) => Full(Groups.Owned(World, request.Query("group_id")));

    private JsonObject List(ApiRequest request)
    {
        var (offset, count) = request.Page(_emulator.Quirks.LargestListPage, _emulator.Quirks);
        var groups = World.Groups;
        var page = groups.Skip(offset).Take(count).Select(group => (JsonNode)Row(group)).ToArray();
        var list = new JsonObject { ["offset"] = offset, ["count"] = count, ["group_count"] = page.Length, ["groups"] = new JsonArray(page) };
        if (!_emulator.Quirks.ListsWithoutTotal)
        {
            list["total"] = groups.Count;
        }

        return list;
    }

    private JsonObject Update(ApiRequest request)
    {
        var group = Groups.Usable(World, request.Text("group_id"), _happenings.Now);
        var body = request.Body;
        if (_emulator.Quirks.RefusesOwnPicture && ApiRequest.OptionalText(body["group_avatar"], "group_avatar") == group.Avatar)
        {
            throw ApiRefusal.Invalid("group_avatar");
        }

        var resets = _emulator.Quirks.OmittedSettingsReset;
        var old = resets ? new GroupSettings { EnableLinkJoin = false, EnableMsgHistory = false } : group.Settings;
        var settings = new GroupSettings
        {
            LockSendMsg = ApiRequest.OptionalFlag(body["lock_send_msg"], "lock_send_msg") ?? old.LockSendMsg,
            JoinAppr = ApiRequest.OptionalFlag(body["join_appr"], "join_appr") ?? old.JoinAppr,
            EnableMsgHistory = ApiRequest.OptionalFlag(body["enable_msg_history"], "enable_msg_history") ?? old.EnableMsgHistory,
            EnableLinkJoin = ApiRequest.OptionalFlag(body["enable_link_join"], "enable_link_join") ?? old.EnableLinkJoin,
        };
        _happenings.Update(group with
        {
            Name = ApiRequest.OptionalText(body["group_name"], "group_name") is { } name ? GroupName(name) : group.Name,
            Description = ApiRequest.OptionalText(body["group_description"], "group_description") ?? (resets ? "" : group.Description),
            Avatar = ApiRequest.OptionalText(body["group_avatar"], "group_avatar") ?? (resets ? ChatGroup.PlainAvatar : group.Avatar),
            Settings = settings,
        });
        return Full(World.Group(group.Id));
    }

    /// <summary>A larger asset, or one that lasts longer; works for a disabled group too, which it brings back.</summary>
    private JsonObject Rebind(ApiRequest request)
    {
        var group = Groups.Owned(World, request.Text("group_id"));
        var asset = FreeAsset(request.Text("asset_id"));
        if (World.FindAsset(group.AssetId) is { } old)
        {
            World.Set(old with { UsedBy = "" });
        }

        World.Set(asset with { UsedBy = group.Id });
        _happenings.Update(group with { AssetId = asset.Id, IsDisabled = false });
        return Full(World.Group(group.Id));
    }

    private JsonObject? Delete(ApiRequest request)
    {
        _happenings.Dissolve(Groups.Owned(World, request.Text("group_id")).Id);
        return null;
    }

    private static string GroupName(string name) => name.EnumerateRunes().Count() <= 30 ? name : throw ApiRefusal.Invalid("group_name");

    private Asset FreeAsset(string id) => World.FindAsset(id) is { UsedBy.Length: 0 } asset && asset.ValidThrough >= VietNam.Today(_options.TimeProvider.GetUtcNow())
        ? asset
        : throw ApiRefusal.Of(-238);

    private JsonObject Row(ChatGroup group) => new()
    {
        ["name"] = group.Name,
        ["avatar"] = group.Avatar,
        ["group_id"] = group.Id,
        ["group_link"] = group.Link,
        ["group_description"] = group.Description,
        ["total_member"] = _wobble.Number(group.Members.Count + 1),
        ["status"] = Status(group),
    };

    private JsonObject Full(ChatGroup group)
    {
        var asset = World.FindAsset(group.AssetId);
        var lastDay = asset?.ValidThrough ?? DateOnly.MaxValue.AddDays(-Happenings.DaysUntilDissolved);
        return new JsonObject
        {
            ["group_info"] = new JsonObject
            {
                ["group_id"] = group.Id,
                ["group_link"] = group.Link,
                ["name"] = group.Name,
                ["group_description"] = group.Description,
                ["avatar"] = group.Avatar,
                ["status"] = Status(group),
                ["total_member"] = _wobble.Number(group.Members.Count + 1),
                ["max_member"] = World.MostMembers(group).ToString(),
                ["auto_delete_date"] = VietNam.Date(lastDay.AddDays(Happenings.DaysUntilDissolved)),
            },
            ["asset_info"] = new JsonObject
            {
                ["asset_type"] = asset?.ProductType ?? "gmf100",
                ["asset_id"] = group.AssetId,
                ["valid_through"] = VietNam.Date(lastDay),
                ["auto_renew"] = _wobble.Flag(true),
            },
            ["group_setting"] = new JsonObject
            {
                ["lock_send_msg"] = group.Settings.LockSendMsg,
                ["join_appr"] = group.Settings.JoinAppr,
                ["enable_msg_history"] = group.Settings.EnableMsgHistory,
                ["enable_link_join"] = group.Settings.EnableLinkJoin,
            },
        };
    }

    private string Status(ChatGroup group) => World.IsDisabled(group, _happenings.Now) ? "disabled" : "enabled";
}
