namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>In each recorded conversation of an O2lite client with a C++ host ours can be the host, and the client would not notice.</summary>
public sealed class LiteTranscriptSpecs
{
    [Theory]
    [InlineData("o2lite_c_tcp")]
    [InlineData("o2lite_c_udp")]
    [InlineData("o2lite_py_tcp")]
    [InlineData("o2lite_py_udp")]
    public void The_recorded_client_is_answered_in_virtual_time(string transcript)
    {
        using var stage = VirtualLiteStage.Open();
        LiteTranscriptReplay.Run(stage, transcript);
    }

    [Theory]
    [InlineData("o2lite_c_tcp")]
    [InlineData("o2lite_c_udp")]
    [InlineData("o2lite_py_tcp")]
    [InlineData("o2lite_py_udp")]
    public async Task The_recorded_client_is_answered_over_sockets(string transcript)
    {
        using var stage = await SocketLiteStage.OpenAsync();
        LiteTranscriptReplay.Run(stage, transcript);
    }
}
