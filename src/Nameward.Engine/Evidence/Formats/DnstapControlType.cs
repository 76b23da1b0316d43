namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a control frame of Frame Streams says: a file has START and STOP, a connection all of them.</summary>
enum DnstapControlType : byte
{
    /// <summary>The reader says which content types it takes.</summary>
    Accept = 1,
    /// <summary>Data frames follow.</summary>
    Start = 2,
    /// <summary>No more data frames follow.</summary>
    Stop = 3,
    /// <summary>The writer says which content types it has.</summary>
    Ready = 4,
    /// <summary>The reader has read to the end.</summary>
    Finish = 5,
}
