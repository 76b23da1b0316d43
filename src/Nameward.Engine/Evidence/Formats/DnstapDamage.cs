namespace Nameward.Engine.Evidence.Formats;

/// <summary>Why a frame of dnstap cannot be read, in the fixed sentences under which it is counted.</summary>
static class DnstapDamage
{
    /// <summary>The stream was cut at its start, or never had one; its frames are read all the same.</summary>
    public const string NoStart = "the stream does not begin with a START frame";

    /// <summary>A file that is still being written, or was cut between two frames.</summary>
    public const string NoStop = "the stream ends without a STOP frame: what followed may be lost";

    /// <summary>A file cut inside a frame, or a length that leads behind its end.</summary>
    public const string FileEnds = "the file ends inside this frame";

    /// <summary>The frames of another kind of stream; none of them is read.</summary>
    public const string OtherContent = "the stream holds something other than dnstap: its frames are not read";

    /// <summary>One record stands for all bytes up to where frames begin again.</summary>
    public const string FrameLength = "the length of this frame is absurd: bytes were skipped up to the next sound frame";

    /// <summary>One record stands for all bytes up to where frames begin again.</summary>
    public const string Control = "the control frame is damaged: bytes were skipped up to the next sound frame";

    /// <summary>One record stands for all bytes up to where frames begin again: its length may be what is damaged.</summary>
    public const string Frame = "the frame is no dnstap message: bytes were skipped up to the next sound frame";

    /// <summary>A field that the schema demands is missing.</summary>
    public const string NoType = "the frame does not say whose message it holds";

    /// <summary>An address that is neither of 4 nor of 16 bytes, or not of the family named.</summary>
    public const string Address = "an address does not fit its family";

    /// <summary>A port above 65,535.</summary>
    public const string Port = "a port is out of range";

    /// <summary>QR says one thing and the field or type of the frame another.</summary>
    public const string Direction = "the header of the message contradicts the frame: query and response are exchanged";
}
