using System.Collections.Immutable;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>The sessions that a decoder finds in one conversation.</summary>
sealed class SessionDrafts(Conversation conversation, string? secret = null)
{
    /// <summary>Most sessions of one conversation; an adversary can invent numbers of sessions as fast as he can send.</summary>
    public const int Most = 500;

    readonly Dictionary<string, SessionDraft> _byKey = [];
    SessionDraft? _others;

    /// <summary>What the sessions are taken from.</summary>
    public Conversation Conversation => conversation;

    /// <summary>The passphrase of the channel, where the user knows it.</summary>
    public string? Secret { get; } = secret;

    /// <summary>The sessions that were found, in the order of their first message; those that no message belongs to are none.</summary>
    public ImmutableArray<SessionDraft> Found =>
        [.. _byKey.Values.Concat(_others is { } others ? [others] : []).Where(draft => draft.FirstMessage < int.MaxValue).OrderBy(draft => draft.FirstMessage)];

    /// <summary>The session of this key, begun where there is none; beyond <see cref="Most"/> they are all one.</summary>
    /// <param name="key">What the tool calls it, or a text that tells it from others; letters, digits and spaces of ours.</param>
    public SessionDraft Of(string key)
    {
        if (_byKey.TryGetValue(key, out var draft))
        {
            return draft;
        }
        if (_byKey.Count < Most)
        {
            return _byKey[key] = new(conversation, key);
        }
        if (_others is null)
        {
            _others = new(conversation, "others");
            _others.Note("others", Nameward.Engine.Observations.Sentence.Of($"more than {Most} sessions: the rest of them are told as this one"));
        }
        return _others;
    }
}
