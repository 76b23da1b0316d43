namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>Which way bytes went through a channel.</summary>
public enum Way : byte
{
    /// <summary>From the client, in names.</summary>
    Up,
    /// <summary>To the client, in answers.</summary>
    Down,
}
