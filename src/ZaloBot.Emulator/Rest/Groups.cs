namespace ZaloBot.Emulator;

/// <summary>Finds the group a call is about, or refuses as the platform does.</summary>
internal static class Groups
{
    /// <summary>-403 for a group that is not the OA's.</summary>
    public static ChatGroup Owned(World world, string groupId) => world.FindGroup(groupId) ?? throw ApiRefusal.Of(-403);

    /// <summary>As <see cref="Owned"/>, and -237 for one that is disabled.</summary>
    public static ChatGroup Usable(World world, string groupId, DateTimeOffset now)
    {
        var group = Owned(world, groupId);
        return world.IsDisabled(group, now) ? throw ApiRefusal.Of(-237) : group;
    }
}
