using ZaloBot.Privacy;
using ZaloBot.Storage;

namespace ZaloBot.Outbox;

/// <summary>
/// What a step of the sender rests on. Both were so when its item was read, and are conditions of all that the step writes: a sender that lost its
/// lease changes nothing, and the text of an item that an erasure rewrote meanwhile is not put back.
/// </summary>
/// <param name="Lease">The right to send.</param>
/// <param name="Erased">Who had been erased.</param>
public sealed record SenderTurn(Lease Lease, ErasedSnapshot Erased)
{
    /// <summary>Makes them conditions of a commit.</summary>
    public void Require(Changes changes, StoreKeys keys)
    {
        changes.Require(Lease.IsHeld);
        changes.Require(Erased.StillHolds(keys));
    }
}
