using Refit;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

/// <summary>Groups and their people (fact sheet 5.2). Needs the permission "manage group information".</summary>
public interface IZaloGroupApi
{
    /// <summary>One group with asset and settings.</summary>
    [Get("/v3.0/oa/group/getgroup")]
    Task<IApiResponse<Answer<Group>>> GetAsync([AliasAs("group_id")] string groupId, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Groups of the OA, a page.</summary>
    [Get("/v3.0/oa/group/getgroupsofoa")]
    Task<IApiResponse<Answer<GroupPage>>> ListAsync(int offset, int count, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Members, a page. The OA is one of them.</summary>
    [Get("/v3.0/oa/group/listmember")]
    Task<IApiResponse<Answer<MemberPage>>> ListMembersAsync([AliasAs("group_id")] string groupId, int offset, int count, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>People waiting for approval, a page.</summary>
    [Get("/v3.0/oa/group/listpendinginvite")]
    Task<IApiResponse<Answer<MemberPage>>> ListPendingAsync([AliasAs("group_id")] string groupId, int offset, int count, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Creates a group with a free asset.</summary>
    [Post("/v3.0/oa/group/creategroupwithoa")]
    Task<IApiResponse<Answer<GroupInfo>>> CreateAsync([Body] NewGroup group, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Changes information and settings.</summary>
    [Post("/v3.0/oa/group/updateinfo")]
    Task<IApiResponse<Answer<Group>>> UpdateAsync([Body] GroupUpdateRequest update, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Binds the group to another asset.</summary>
    [Post("/v3.0/oa/group/updateasset")]
    Task<IApiResponse<Answer<Group>>> UpdateAssetAsync([Body] GroupAssetRequest update, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Approves people who wait.</summary>
    [Post("/v3.0/oa/group/acceptpendinginvite")]
    Task<IApiResponse<Answer<Done>>> AcceptPendingAsync([Body] GroupPeopleRequest people, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Rejects people who wait.</summary>
    [Post("/v3.0/oa/group/rejectpendinginvite")]
    Task<IApiResponse<Answer<Done>>> RejectPendingAsync([Body] GroupPeopleRequest people, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Invites followers, or people who interacted in the last seven days.</summary>
    [Post("/v3.0/oa/group/invite")]
    Task<IApiResponse<Answer<Done>>> InviteAsync([Body] GroupPeopleRequest people, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Removes members. They can come back where the link or an approval lets them.</summary>
    [Post("/v3.0/oa/group/removemembers")]
    Task<IApiResponse<Answer<Done>>> RemoveMembersAsync([Body] GroupPeopleRequest people, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Makes members deputies.</summary>
    [Post("/v3.0/oa/group/addadmins")]
    Task<IApiResponse<Answer<Done>>> AddDeputiesAsync([Body] GroupPeopleRequest people, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Makes deputies plain members.</summary>
    [Post("/v3.0/oa/group/removeadmins")]
    Task<IApiResponse<Answer<Done>>> RemoveDeputiesAsync([Body] GroupPeopleRequest people, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Dissolves the group for good.</summary>
    [Post("/v3.0/oa/group/delete")]
    Task<IApiResponse<Answer<Done>>> DissolveAsync([Body] GroupRequest group, [Property(CallOptions.Priority)] CallPriority priority, CancellationToken cancellationToken);
}
